// The whole story of a policy, as three people live it: from the register to the signed statement.
// Once with JavaScript, once without, once with the service killed after every form, once in Welsh.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import {
  ADA, CERYS, SCREENING, answerAll, fill, follow, heading, look, navigation, press, question,
  register, say, signIn, stage, startScreening, story, tick, visitor,
} from './support.mjs'

const ENOUGH = 'The committee has read this and decides in the knowledge of it. '.repeat(4)

/** A form of rows: what is typed into each field, by the end of its name. */
const rows = (values) => async (page) => {
  for (const [end, value] of Object.entries(values)) {
    const cells = page.locator(`form[data-autosave] input[name$=":${end}"]`)
    for (let n = 0; n < await cells.count(); n += 1) await cells.nth(n).fill(value)
  }
}

const options = async (page) => {
  const name = (n) => page.locator('input[name^="row:"][name$=":name"]').nth(n)
  const about = (n) => page.locator('textarea[name$=":about"]').nth(n)
  await name(0).fill('Stop evening buses')
  await about(0).fill('The last bus leaves at 7pm.')
  if (await name(1).count() === 0) await press(page, 'Add another')
  await name(1).fill('Book a shared taxi')
  await about(1).fill('A taxi at the price of the bus, booked by phone.')
  await press(page, 'Add another')
  await tick(page.getByRole('radio', { name: 'Stop evening buses' }))
}

const groups = async (page) => {
  await tick(page.locator('input[name=answer][value=disabled]'))
  await tick(page.locator('input[name=answer][value=rural]'))
  await page.locator('input[name^="own:"][name$=":name"]').first().fill('Night shift workers')
  await page.locator('select[name^="own:"]').first().selectOption({ index: 3 })
}

const date = async (page) => {
  for (const [part, value] of [['day', '1'], ['month', '6'], ['year', '2028']]) {
    await page.fill(`[name=answer-${part}]`, value)
  }
}

const none = (ids) => Object.fromEntries(ids.split(' ').map((id) => [id, 'none']))

const ANSWERS = {
  a1: 'options', a2: options, a3: ['england', 'areas'], a4: ['equality', 'rural_proofing'],
  b1: groups, b2: rows({ number: '1200', source: 'Ticket records', year: '2025' }),
  b4: 'yes', b5: 'no',
  ...none('c1 c3 c4 c5 d2 d3 d5 e1 e2 e3 e4 f1 f2 f3 g2 g3 g4'),
  d1: 'harder', c3: 'dont_know', g1: 'easier', g5: 'partly',
  h1: ['local', 'consult'], h2: 'part', h3: 'consulted',
  h4: rows({ organisation: 'Community Transport Exampleshire', advice: 'Keep Friday evenings' }),
  h5: rows({
    action: 'Ask passengers on the route', owner: 'Head of passenger transport',
    'date-day': '1', 'date-month': '3', 'date-year': '2028',
  }),
  h6: 'The shared taxi does least harm to disabled people. It costs more, so we keep it for 2 routes.',
  h9: rows({
    indicator: 'People who see others weekly', baseline: 'None so far', target: '80% by 2029',
    source: 'Residents survey', owner: 'Research manager', threshold: 'Under 60%',
  }),
  h10: date, h11: 'yes',
}

/** One question of each kind; the others differ from these in their words only. */
const PICTURED = 's1 s4 s5 a2 a3 b1 b2 b4 c3 g5 h4 h5 h6 h9 h10 h11'.split(' ')

/** Looks at the open question, sends it empty where that is an error, and looks again. */
const lookAtQuestion = (page) => async (id) => {
  if (page.afterForm) return
  const quick = !page.js || !PICTURED.includes(id)
  await look(page, `question-${id}`, { quick })
  if (quick && page.js) return
  await press(page, 'Save and continue')
  if (await page.locator('.govuk-error-summary').count()) {
    await look(page, `question-${id}-error`, { status: 422, quick })
  } else {
    await page.goBack({ waitUntil: 'load' })
    page.complaints.length = 0
  }
}

const CHOICES = {
  harm: ['worse_2', '25_to_74', 'over_2_years', 'likely', 'medium'],
  slight: ['worse_1', '25_to_74', '3_to_24_months', 'possible', 'low'],
  benefit: ['better_1', '5_to_24', 'over_2_years', 'possible', 'low'],
}
const FACTORS = ['direction', 'reach', 'duration', 'likelihood', 'evidence']

async function choose(scope, kind) {
  for (const [place, factor] of FACTORS.entries()) {
    await scope.locator(`select[name$=":${factor}"]`).selectOption(CHOICES[kind][place])
  }
}

async function rateEverything(page, address) {
  await page.goto(address)
  const link = page.locator('.govuk-task-list a[href*="/ratings/"]')
  const all = await link.evaluateAll((links) => links.map((node) => node.getAttribute('href')))
  const wanted = all.filter((href) => !href.includes('do_nothing') && !href.includes('do-nothing'))
  assert.ok(wanted.length >= 6, `rating pages: ${all}`)
  const pictured = wanted.find((href) => href.endsWith('/transport'))
  for (const href of wanted) {
    await page.goto(href)
    const [, option, pathway] = /ratings\/([^/]+)\/([^/]+)/.exec(href)
    const shown = href === pictured
    const kind = pathway === 'close_ties' ? 'benefit' : shown ? 'harm' : 'slight'
    if (shown) {
      await look(page, 'rating')
      await press(page, 'Save and see the points')
      await look(page, 'rating-error', { status: 422 })
    }
    if (shown || pathway === 'close_ties') {
      const same = page.locator('details:has(button[value=same])')
      await same.locator('summary').click()
      if (shown) await look(page, 'rating-same-open')
      await choose(same, kind)
      await press(page, 'Fill in all groups')
      const filled = page.locator('fieldset select[name$=":direction"]')
      assert.ok(await filled.count() > 2, 'there is a row for each group')
      for (let n = 0; n < await filled.count(); n += 1) {
        assert.equal(await filled.nth(n).inputValue(), CHOICES[kind][0], 'all groups are filled in')
      }
      if (shown) await look(page, 'rating-same')
    } else {
      const sets = page.locator('main fieldset.lt-row')
      for (let n = 0; n < await sets.count(); n += 1) await choose(sets.nth(n), kind)
    }
    const reasons = page.locator('main fieldset.lt-row input[type=text]')
    for (let n = 0; n < await reasons.count(); n += 1) await reasons.nth(n).fill('The last bus is the only one')
    await press(page, 'Save and see the points')
    const summary = await page.locator('.govuk-error-summary').allInnerTexts()
    assert.deepEqual(summary, [], `${option} ${pathway}`)
    assert.ok((await page.locator('main').innerText()).includes(page.welsh ? 'Canlyniad' : 'Result: '))
    if (shown) {
      await page.locator('fieldset details summary').first().click()
      await look(page, 'rating-saved')
    }
  }
}

async function planMitigations(page, address) {
  await page.goto(`${address}/mitigations`)
  await look(page, 'mitigations-before')
  const harms = await page.locator('table tbody tr').count()
  assert.ok(harms > 1, 'harms are listed')
  await follow(page, 'Write your own mitigation')
  await press(page, 'Save and continue')
  await look(page, 'mitigation-error', { status: 422 })
  await page.goto(`${address}/mitigations`)
  // The empty one was kept; take it out again.
  const remove = new RegExp(`^${say(page, 'Remove')}`)
  while (await page.getByRole('button', { name: remove }).count()) {
    await press(page, remove)
  }
  await navigation(page, () => page.locator('.lt-catalogue a').first().click())
  await look(page, 'mitigation')
  assert.notEqual(await page.inputValue('#action'), '', 'the action is filled in from the catalogue')
  await page.fill('#owner', 'Head of passenger transport')
  for (const [part, value] of [['day', '1'], ['month', '4'], ['year', '2028']]) {
    await page.fill(`[name=date-${part}]`, value)
  }
  await tick(page.locator('input[name=funded][value=yes]'))
  await tick(page.locator('input[name=evidenced][value=yes]'))
  const ticks = page.locator('input[name=ratings]')
  const tied = Math.min(2, await ticks.count())
  for (let n = 0; n < tied; n += 1) await tick(ticks.nth(n))
  await press(page, 'Save and continue')
  assert.match(page.url(), /\/changes$/)
  await look(page, 'mitigation-changes')
  const direction = page.locator('select[name$=":direction"]')
  assert.equal(await direction.count(), tied)
  for (let n = 0; n < tied; n += 1) {
    const offered = await direction.nth(n).locator('option').count()
    await direction.nth(n).selectOption({ index: offered - 1 })
  }
  await press(page, 'Save')
  await look(page, 'mitigations')
  assert.ok((await page.locator('.govuk-summary-card').innerText()).includes(say(page, 'Counts')))
  let reasons = 0
  const link = page.getByRole('link', { name: new RegExp(`^${say(page, 'Give a reason')}`) })
  for (let n = await link.count(); n > 0; n = await link.count()) {
    assert.ok(reasons < 40, 'reasons come to an end')
    await navigation(page, () => link.first().click())
    if (reasons === 0) {
      await look(page, 'reason')
      await press(page, 'Save')
      await look(page, 'reason-error', { status: 422 })
    }
    await page.fill('#reason', 'Demand is too low in these places for a second taxi.')
    await press(page, 'Save')
    reasons += 1
  }
  assert.ok(reasons > 0, 'a harm without mitigation asks for a reason')
  await look(page, 'mitigations-after')
}

async function checkAndChange(page, address) {
  await page.goto(`${address}/check/b`)
  await look(page, 'check')
  const text = await page.locator('main').innerText()
  for (const part of ['Night shift workers', '1,200', 'Ticket records']) {
    assert.ok(text.includes(part), `check answers shows ${part}`)
  }
  const row = page.locator('.govuk-summary-list__row', { hasText: page.welsh ? 'boed yn rhai diweddar' : 'lose out from other recent' })
  const fallback = page.locator('.govuk-summary-list__row').last()
  const changed = await row.count() ? row.first() : fallback
  assert.match(await changed.innerText(), page.welsh ? /Na/ : /No/)
  await navigation(page, () => changed.getByRole('link').click())
  assert.equal(question(page), 'b5')
  await fill(page, 'yes')
  await press(page, 'Save and continue')
  assert.match(page.url(), /\/check\/b$/)
  assert.match(await changed.innerText(), page.welsh ? /Ie/ : /Yes/)
}

async function sections(page, address, wanted) {
  for (const section of wanted) {
    await page.goto(address)
    const link = page.locator(`.govuk-task-list a[href*="/questions/${section}"], .govuk-task-list a[href$="/check/${section}"]`)
    await navigation(page, () => link.first().click())
    assert.equal(question(page)?.[0], section, `section ${section} opens with its first question`)
    await answerAll(page, ANSWERS, lookAtQuestion(page))
    if (page.url().endsWith('/mitigations')) return
    assert.match(page.url(), new RegExp(`/check/${section}$`))
  }
}

async function download(page, address) {
  const response = await page.context().request.get(address)
  assert.equal(response.status(), 200)
  assert.equal(response.headers()['content-type'].split(';')[0], 'application/pdf')
  const body = await response.body()
  assert.equal(body.subarray(0, 4).toString(), '%PDF')
  return createHash('sha256').update(body).digest('hex')
}

// Two at once, each with a server of its own.
const VARIANTS = [
  { name: 'with JavaScript', js: true },
  { name: 'without JavaScript', js: false },
  { name: 'killed after every form', js: false, kill: true },
  { name: 'in Welsh', js: true, welsh: true },
]
describe('from the register to the signature', { concurrency: 2 }, () => {
  for (const { name, js, kill, welsh = false } of VARIANTS) {
    describe(name, { concurrency: 1 }, () => {
      const part = story(test)
      let server
      let ada
      let cerys
      let address

      stage(async (started, browser) => {
        server = started
        ada = await visitor(browser, server.base, { js, cy: welsh })
        cerys = await visitor(browser, server.base, { js, cy: welsh })
        if (kill) ada.afterForm = cerys.afterForm = () => server.restart('SIGKILL')
      })

      part('Ada signs in and registers a policy', async () => {
        await signIn(ada, ADA)
        await look(ada, 'home-ada')
        await follow(ada, 'Register a policy')
        await look(ada, 'policy-form')
        await press(ada, 'Save policy')
        await look(ada, 'policy-form-error', { status: 422 })
        await register(ada, 'Evening buses in rural Exampleshire')
        await look(ada, 'policy')
      })

      part('the screening asks for a full assessment', async () => {
        address = await startScreening(ada)
        const met = await answerAll(ada, SCREENING, lookAtQuestion(ada))
        assert.deepEqual(met, Object.keys(SCREENING))
        assert.match(ada.url(), /\/screening$/)
        const text = await ada.locator('main').innerText()
        assert.match(text, welsh ? /asesiad llawn/ : /full assessment/)
        assert.match(text, welsh ? /deithio/i : /travel/i)
        await look(ada, 'screening')
        await follow(ada, 'Continue to the task list')
        assert.ok(ada.url().endsWith(address))
        await look(ada, 'tasks')
      })

      part('Ada answers what changes, and for whom', async () => {
        await sections(ada, address, ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
      })

      part('Ada rates the pathways for each option', async () => {
        await rateEverything(ada, address)
        await ada.goto(address)
        await look(ada, 'tasks-rated')
      })

      part('Ada plans a mitigation and gives reasons for the rest', async () => {
        await planMitigations(ada, address)
      })

      part('Ada completes the evidence and the gaps', async () => {
        await sections(ada, address, ['h'])
        for (const id of ['h8', 'h9', 'h10', 'h11']) {
          await ada.goto(`${address}/questions/${id}`)
          if (question(ada) !== id) continue
          if (await ada.locator('form[data-autosave]').count()) {
            await answerAll(ada, { ...ANSWERS, h8: 'yes' })
          }
        }
        await ada.goto(`${address}/check/h`)
        await look(ada, 'check-h')
      })

      part('Ada checks her answers and changes one', async () => {
        await checkAndChange(ada, address)
      })

      part('the result shows the level and what is open', async () => {
        await ada.goto(`${address}/result`)
        await look(ada, 'result')
        assert.ok((await ada.locator('main').innerText()).includes(say(ada, 'Everything is answered')))
        await ada.goto(`${address}/history`)
        await look(ada, 'history')
        await ada.goto(`${address}/statement`)
        await look(ada, 'statement-draft')
      })

      part('Ada asks Cerys to sign, and can change nothing from then on', async () => {
        await ada.goto(`${address}/ask-to-sign`)
        await look(ada, 'ask')
        await press(ada, 'Send to the signer')
        await look(ada, 'ask-error', { status: 422 })
        await tick(ada.getByRole('radio', { name: /Cerys/ }))
        await press(ada, 'Send to the signer')
        assert.ok(ada.url().endsWith(address), 'the request is sent')
        await look(ada, 'tasks-awaiting')
        assert.ok((await ada.locator('main').innerText()).includes(say(ada, 'Waiting for a signature')))
        for (const part of ['questions/b5', 'ratings', 'mitigations', 'ask-to-sign', 'sign']) {
          await ada.goto(`${address}/${part}`)
          const typed = await ada.locator('main form input:visible, main form textarea:visible, main form select').count()
          assert.equal(typed, 0, `nothing to type at ${part}`)
        }
        ada.complaints.length = 0
      })

      part('Cerys cannot sign without confirming, then signs', async () => {
        await signIn(cerys, CERYS)
        await look(cerys, 'home-cerys')
        await navigation(cerys, () => cerys.getByRole('link', { name: 'Evening buses in rural Exampleshire' }).first().click())
        if (!cerys.url().endsWith('/sign')) await follow(cerys, 'Read and sign')
        await look(cerys, 'sign')
        await press(cerys, 'Sign')
        await look(cerys, 'sign-error', { status: 422 })
        await press(cerys, 'Send it back')
        await look(cerys, 'send-back-error', { status: 422, quick: true })
        const explain = cerys.locator('textarea[name^="explain-"]')
        for (let n = 0; n < await explain.count(); n += 1) await explain.nth(n).fill(ENOUGH)
        assert.ok(await cerys.locator('#duty').count(), 'this level asks who was told')
        await cerys.fill('#duty', 'The portfolio holder was told on 20 November 2026 by the signer.')
        await tick(cerys.locator('input[name=confirm]'))
        await press(cerys, 'Sign')
        assert.match(cerys.url(), /\/statement$/)
        await look(cerys, 'statement')
        assert.match(await heading(cerys), /Evening buses/)
      })

      part('the statement is the same PDF each time', async () => {
        const one = await download(cerys, `${address}/statement.pdf`)
        await new Promise((done) => setTimeout(done, 1100))
        assert.equal(await download(cerys, `${address}/statement.pdf`), one)
        assert.equal(await download(ada, `${address}/statement.pdf`), one)
      })

      part('Ada sees that it is signed', async () => {
        await ada.goto(address)
        await look(ada, 'tasks-signed')
        assert.ok((await ada.locator('main').innerText()).includes(say(ada, 'This assessment is signed')))
        await ada.goto('/home')
        assert.ok((await ada.locator('main').innerText()).includes(say(ada, 'Signed')))
        await look(ada, 'home-after')
      })
    })
  }
})
