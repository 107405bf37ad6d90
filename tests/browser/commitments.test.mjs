// Commitments across government: the sample of 2018, three rounds, a department that was split, and
// a lead who works without a mouse.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { follow, heading, look, OUT, press, signIn, stage, story, visitor } from './support.mjs'

const LEADS = ['dfe', 'defra', 'dhsc', 'dft', 'dwp', 'ho', 'mhclg', 'co', 'dbt']
const CENTRAL = 'farah@dea.example'

const day = (days) => {
  const at = new Date(Date.now() + days * 86_400_000)
  return [at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear()].map(String)
}

async function fillDay(page, name, [date, month, year]) {
  await page.fill(`#${name}-day`, date)
  await page.fill(`#${name}-month`, month)
  await page.fill(`#${name}-year`, year)
}

describe('commitments', () => {
  let server
  let browser
  let central
  const rounds = []
  const snapshots = []
  stage(async (...made) => {
    [server, browser] = made
    central = await visitor(browser, server.base)
    await signIn(central, CENTRAL)
  })

  async function openRound(name) {
    await central.goto('/rounds')
    await central.fill('#name', name)
    await fillDay(central, 'from', day(-90))
    await fillDay(central, 'until', day(0))
    await fillDay(central, 'due', day(20))
    await press(central, 'Open a round')
    assert.equal(await heading(central), name)
    rounds.push(central.url())
  }

  /** A lead reports on everything that is awaited, one page after the other. */
  async function report(short, status, note) {
    const page = await visitor(browser, server.base, { js: false })
    await signIn(page, `lead@${short}.example`)
    let reports = 0
    await page.goto('/commitments/report-next')
    while (await heading(page) === 'Report on this commitment') {
      await page.check(`[value=${status}]`)
      await page.check('[value=green]')
      await page.fill('#note', note)
      await page.fill('#next_step', 'Go on')
      await press(page, 'Save and go to the next one')
      reports += 1
      assert.ok(reports < 50)
    }
    await page.context().close()
    return reports
  }

  async function lock() {
    await central.goto(rounds.at(-1))
    await press(central, 'Remind leads')
    await press(central, 'Lock the round')
    const file = await central.request.get(`${rounds.at(-1)}/snapshot.json`)
    snapshots.push(await file.body())
  }

  const part = story(test)

  part('the register, empty of reports', async () => {
    await central.goto('/commitments')
    await look(central, 'commitments')
    await central.goto('/commitments/board?scope=all')
    await look(central, 'commitments-board')
    await central.goto('/commitments/import')
    await look(central, 'commitments-import')
    await central.fill('#source', 'reference,title,lead,theme\nLS18-01,Changed,DHSC,culture\n,New,Nobody,culture\n')
    await press(central, 'See what would change')
    await look(central, 'commitments-import-preview')
    await central.goto('/commitments?text=pledge')
    await follow(central, 'LS18-12')
    const text = await central.locator('main').innerText()
    assert.match(text, /Department for Business, Energy and Industrial Strategy \(ended; now Department for Business and Trade/)
    await look(central, 'commitment')
    for (const [link, name] of [
      ['Change what is promised', 'commitment-change'], ['Give it to others', 'commitment-holders'],
      ['Name what stands in its place', 'commitment-succession'], ['Link it to a policy', 'commitment-link'],
    ]) {
      await follow(central, link)
      await look(central, name)
      await central.goBack()
    }
    await central.goto('/commitments/new')
    await press(central, 'Save')
    assert.equal(central.status, 422)
    await look(central, 'commitment-new-wrong')
  })

  part('the first round, in which one lead works without a mouse', async () => {
    await central.goto('/rounds')
    await look(central, 'rounds-none')
    await openRound('First round')
    await look(central, 'round-open')
    const page = await visitor(browser, server.base)
    await signIn(page, 'lead@dcms.example')
    await look(page, 'home-lead')
    let keys = 0
    let pages = 0
    const type = async (text) => {
      await page.keyboard.type(text)
      keys += text.length
    }
    const key = async (name) => {
      await page.keyboard.press(name)
      keys += 1
    }
    /** Presses Tab until something is reached, as someone does who sees where the focus is. */
    const reach = async (fits) => {
      for (let n = 0; n < 60; n += 1) {
        await key('Tab')
        if (await page.evaluate(fits)) return
      }
      assert.fail('the keyboard does not reach it')
    }
    const enter = async () => {
      await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), key('Enter')])
      pages += 1
    }
    const began = Date.now()
    await reach(() => document.activeElement.getAttribute('href') === '/commitments/report-next')
    await enter()
    await look(page, 'report')
    for (let row = 0; row < 12; row += 1) {
      if (row === 0) {
        // Amber alone is refused, and what was typed stays.
        await page.evaluate(() => document.activeElement.blur())
      }
      await key('Tab')
      await key('Enter')
      pages += 0
      await reach(() => document.activeElement.name === 'status')
      await key('ArrowDown')
      await reach(() => document.activeElement.name === 'confidence')
      if (row === 0) {
        await key('Space')
        await key('ArrowDown')
      } else {
        await key('Space')
      }
      await reach(() => document.activeElement.name === 'note')
      await type(`Done in this quarter, row ${row}`)
      await reach(() => document.activeElement.type === 'submit')
      await enter()
      if (row === 0) {
        assert.equal(page.status, 422)
        assert.equal(await page.inputValue('#note'), 'Done in this quarter, row 0')
        await look(page, 'report-wrong')
        await key('Tab')
        await enterInPage(page, key)
        await type('Hire two people')
        await reach(() => document.activeElement.type === 'submit')
        await enter()
      }
    }
    const seconds = (Date.now() - began) / 1000
    // 0.28 seconds a key is a practised typist of 40 words a minute; 5 seconds to read each page.
    const simulated = keys * 0.28 + pages * 5
    const said = `12 rows: ${keys} keys, ${pages} pages, ${seconds.toFixed(0)} s of the machine, ${simulated.toFixed(0)} s for a person`
    console.log(said)
    writeFileSync(join(OUT, 'twelve-rows.txt'), `${said}\n`)
    assert.ok(simulated < 300, said)
    await page.goto('/commitments?scope=mine')
    const shown = await page.locator('main').innerText()
    assert.match(shown, /Done|Not started|On track/)
    await page.context().close()
  })

  part('the others report, and the round is locked', async () => {
    let reports = await report('dcms', 'on_track', 'As before')
    for (const short of LEADS) reports += await report(short, 'on_track', 'As promised')
    assert.equal(reports + 12, 43)
    await central.goto(rounds[0])
    assert.match(await central.locator('main').innerText(), /43 of 43 reports are in; 0 are awaited/)
    await lock()
    await central.goto(rounds[0])
    await look(central, 'round-locked')
    assert.match(snapshots[0].toString(), /Department for Business, Energy and Industrial Strategy/)
  })

  part('a split department’s commitment finds a new home, and a second round', async () => {
    await central.goto('/commitments?text=pledge')
    await follow(central, 'LS18-12')
    await follow(central, 'Give it to others')
    await central.selectOption('#lead', { label: 'Department for Business and Trade' })
    await fillDay(central, 'from', day(0))
    await press(central, 'Save')
    const text = await central.locator('main').innerText()
    assert.match(text, /Lead organisation\s+Department for Business and Trade/)
    assert.match(text, /Department for Business, Energy and Industrial Strategy, Lead\s+15 October 2018/)
    assert.match(text, /Department for Business and Trade, took over/)
    await openRound('Second round')
    let reports = 0
    for (const short of ['dcms', ...LEADS]) reports += await report(short, 'at_risk', 'Slower')
    assert.equal(reports, 43)
    await central.goto('/commitments/board?scope=all')
    await look(central, 'commitments-board-second')
    await lock()
  })

  part('a third round, and the first snapshot is made again', async () => {
    await openRound('Third round')
    for (const short of ['dcms', ...LEADS]) await report(short, 'delivered', 'It is done')
    await lock()
    await central.goto(rounds[2])
    const text = await central.locator('main').innerText()
    assert.match(text, /What has changed since “Second round”/)
    await look(central, 'round-third')
    await central.goto(rounds[0])
    await press(central, 'Make the snapshot again')
    assert.match(await central.locator('main').innerText(), /the same, byte for byte/)
    await look(central, 'round-rebuilt')
    const again = await (await central.request.get(`${rounds[0]}/snapshot.json`)).body()
    assert.ok(again.equals(snapshots[0]))
    await central.goto('/rounds')
    await look(central, 'rounds')
  })

  part('the portfolio, the answer, and how the service does', async () => {
    await central.goto('/portfolio')
    await look(central, 'portfolio')
    await central.emulateMedia({ media: 'print' })
    await central.screenshot({ path: join(OUT, 'portfolio-print.png'), fullPage: true })
    await central.emulateMedia({ media: 'screen' })
    await central.goto('/portfolio/rows?mark=is:signed')
    await look(central, 'portfolio-rows')
    await central.goto('/portfolio/answer')
    await look(central, 'portfolio-answer')
    await central.goto('/performance')
    await look(central, 'performance')
    const welsh = await visitor(browser, server.base, { cy: true })
    await signIn(welsh, CENTRAL)
    for (const [at, name] of [
      ['/commitments', 'commitments'], ['/commitments/board?scope=mine', 'board'], ['/portfolio', 'portfolio'],
      ['/rounds', 'rounds'], [rounds[2], 'round'], ['/account/tokens', 'tokens'], ['/performance', 'performance'],
    ]) {
      await welsh.goto(at)
      await look(welsh, `commitments-${name}`)
    }
    await welsh.context().close()
  })
})

/** Follows the link of the error summary to the field. */
async function enterInPage(page, key) {
  for (let n = 0; n < 60; n += 1) {
    if (await page.evaluate(() => document.activeElement.getAttribute('href') === '#next_step')) break
    await key('Tab')
  }
  await key('Enter')
}
