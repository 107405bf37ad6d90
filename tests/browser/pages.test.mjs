// Every page that is not part of an assessment: public ones, lists, forms and their errors.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  ADA, BEN, CERYS, GWEN, Server, follow, look, navigation, press, signIn, stage, tick, visitor,
} from './support.mjs'

let server
let browser
stage((started, chromium) => {
  server = started
  browser = chromium
})

describe('public pages', () => {
  let page
  before(async () => { page = await visitor(browser, server.base) })

  const open = { start: '/', help: '/help', method: '/method', accessibility: '/accessibility',
    privacy: '/privacy', cookies: '/cookies', questions: '/questions', 'sign-in': '/sign-in' }
  for (const [name, path] of Object.entries(open)) {
    test(path, async () => {
      await page.goto(path)
      await look(page, `public-${name}`, { status: 200 })
    })
  }

  test('a sign-in that fails', async () => {
    await page.goto('/sign-in')
    await press(page, 'Sign in')
    await look(page, 'public-sign-in-error', { status: 422 })
  })

  test('an address where nothing is', async () => {
    await page.goto('/nothing/here')
    await look(page, 'public-not-found', { status: 404 })
  })

  test('a private page asks to sign in and leads back', async () => {
    await page.goto('/policies/new')
    assert.match(page.url(), /\/sign-in\?to=/)
    await page.fill('#email', ADA)
    await page.fill('#password', 'village-hall-on-tuesday')
    await press(page, 'Sign in')
    assert.match(page.url(), /\/policies\/new$/)
  })

  test('every link of the footer leads somewhere', async () => {
    await page.goto('/')
    const links = await page.locator('footer a').evaluateAll((all) => all.map((a) => a.href))
    for (const link of links.filter((href) => href.startsWith(server.base))) {
      const response = await page.context().request.get(link)
      assert.equal(response.status(), 200, link)
    }
  })
})

describe('the home of each role', () => {
  const people = [BEN, CERYS, 'dev@dea.example', 'eve@dea.example', 'farah@dea.example', GWEN,
    'hal@dea.example', 'iris@arts.example', 'joe@arts.example']
  for (const email of people) {
    test(email, async () => {
      const page = await visitor(browser, server.base)
      await signIn(page, email)
      await look(page, `home-of-${email.split('@')[0]}`, { quick: true })
      await page.context().close()
    })
  }
})

describe('the policy register', () => {
  let page
  before(async () => {
    page = await visitor(browser, server.base)
    await signIn(page, ADA)
  })

  test('all policies', async () => {
    await page.goto('/policies')
    await look(page, 'policies')
  })

  test('filtered by words and by how far', async () => {
    await page.fill('#words', 'bus')
    await press(page, 'Filter')
    await look(page, 'policies-words')
    assert.match(await page.locator('tbody').innerText(), /Bus services/)
    await page.fill('#words', '')
    await page.selectOption('#progress', { index: 1 })
    await press(page, 'Filter')
    await look(page, 'policies-progress')
  })

  test('no match', async () => {
    await page.fill('#words', 'zeppelin <i>')
    await press(page, 'Filter')
    await look(page, 'policies-none')
    assert.match(await page.locator('main').innerText(), /No policy matches/)
    await follow(page, 'Clear the filter')
  })

  test('the list as CSV', async () => {
    const response = await page.context().request.get('/policies.csv')
    assert.match(response.headers()['content-type'], /^text\/csv/)
    assert.match(await response.text(), /LT-2026-0001/)
  })

  test('a policy, its assessments, history, statement and result', async () => {
    await page.goto('/policies')
    await follow(page, 'Bus services')
    await look(page, 'policy-signed')
    const pages = [['', 'tasks'], ['/history', 'history'], ['/statement', 'statement'],
      ['/result', 'result'], ['/mitigations', 'mitigations'], ['/check/b', 'check']]
    await navigation(page, () => page.locator('main a[href*="/assessments/"]').first().click())
    const address = page.url()
    for (const [end, name] of pages) {
      await page.goto(`${address}${end}`)
      await look(page, `signed-${name}`, { status: 200 })
    }
  })

  test('registering with errors keeps what was typed', async () => {
    await page.goto('/policies/new')
    await page.fill('#summary', 'Typed “once” & kept')
    await page.fill('[name=decision_date-day]', '31')
    await page.fill('[name=decision_date-month]', '2')
    await page.fill('[name=decision_date-year]', '2027')
    await press(page, 'Save policy')
    await look(page, 'policy-form-date-error', { status: 422 })
    assert.equal(await page.inputValue('#summary'), 'Typed “once” & kept')
    assert.equal(await page.inputValue('[name=decision_date-day]'), '31')
    assert.match(await page.locator('.govuk-error-summary').innerText(), /real date/)
  })

  test('an optional date may stay empty, and the policy can be changed', async () => {
    await page.fill('#title', 'A very long title without any mercy for narrow screens and without Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz')
    await page.fill('#owner_post', 'Owner')
    await page.fill('#decider', 'Decider')
    for (const part of ['day', 'month', 'year']) await page.fill(`[name=decision_date-${part}]`, '')
    await press(page, 'Save policy')
    await look(page, 'policy-new')
    await follow(page, 'Change what is stated')
    await look(page, 'policy-change')
    await page.fill('#title', '')
    await press(page, 'Save policy')
    await look(page, 'policy-change-error', { status: 422 })
  })
})

describe('people', () => {
  let page
  let link
  before(async () => {
    page = await visitor(browser, server.base)
    await signIn(page, GWEN)
  })

  test('the list', async () => {
    await page.goto('/people')
    await look(page, 'people')
  })

  test('adding a person, first with errors', async () => {
    await page.goto('/people/new')
    await look(page, 'person-form')
    await press(page, 'Add this person')
    await look(page, 'person-form-error', { status: 422 })
    await page.fill('#name', 'Kit Newcomer')
    await page.fill('#email', ADA)
    await page.fill('#post', 'Policy trainee')
    await tick(page.locator('input[name=roles][value=officer]'))
    await press(page, 'Add this person')
    await look(page, 'person-form-taken', { status: 422 })
    assert.equal(await page.inputValue('#name'), 'Kit Newcomer')
    await page.fill('#email', 'kit@exampleshire.example')
    await press(page, 'Add this person')
    await look(page, 'person-added')
    link = await page.locator('main a[href*="/invitation/"]').getAttribute('href')
    await page.goto('/people')
    await look(page, 'people-invited')
  })

  test('the invitation: a short password, then a good one', async () => {
    const guest = await visitor(browser, server.base)
    await guest.goto(link)
    await look(guest, 'invitation', { status: 200 })
    await guest.fill('#password', 'short')
    await press(guest, 'Save and sign in')
    await look(guest, 'invitation-error', { status: 422 })
    await guest.fill('#password', 'three-quiet-otters-swim')
    await press(guest, 'Save and sign in')
    assert.match(guest.url(), /\/home$/)
    await look(guest, 'home-empty')
    await guest.goto(link)
    assert.equal(guest.status, 404, 'the link works once')
    await look(guest, 'invitation-spent')
    await guest.context().close()
  })

  test('adding an organisation, first with errors', async () => {
    await page.goto('/organisations/new')
    await look(page, 'organisation-form')
    await press(page, 'Add this organisation')
    await look(page, 'organisation-form-error', { status: 422 })
    await page.fill('#name', 'Borough of Testing')
    await page.fill('#contact', 'policy@testing.example')
    await tick(page.locator('input[name=kind]').nth(1))
    await press(page, 'Add this organisation')
    await look(page, 'people-organisation')
    assert.match(await page.locator('main').innerText(), /Borough of Testing/)
  })

  test('officers cannot see it', async () => {
    const ada = await visitor(browser, server.base)
    await signIn(ada, ADA)
    await ada.goto('/people')
    assert.ok([403, 404].includes(ada.status), `${ada.status}`)
    await look(ada, 'people-forbidden')
    await ada.context().close()
  })
})

describe('an empty store', () => {
  let empty
  let page
  let link
  before(async () => {
    empty = await Server.start({ demo: false })
    page = await visitor(browser, empty.base)
    link = /\S+\/set-up\/\S+/.exec(empty.said)?.[0]
  })
  after(() => empty?.stop())

  test('the start page says nothing of a demonstration', async () => {
    await page.goto('/')
    await look(page, 'empty-start')
    assert.doesNotMatch(await page.locator('body').innerText(), /Demonstration|village-hall/)
  })

  test('setting up, first with errors', async () => {
    assert.ok(link, `the link was printed: ${empty.said}`)
    await page.goto(link)
    await look(page, 'set-up', { status: 200 })
    await press(page, 'Set up the service')
    await look(page, 'set-up-error', { status: 422 })
    await page.fill('#organisation', 'Borough of Testing')
    await page.fill('#contact', 'policy@testing.example')
    await page.fill('#name', 'Robin First')
    await page.fill('#post', 'Service manager')
    await page.fill('#email', 'robin@testing.example')
    await page.fill('#password', 'three-quiet-otters-swim')
    await press(page, 'Set up the service')
    assert.match(page.url(), /\/people$/)
    await look(page, 'set-up-done')
    await page.goto('/policies')
    await look(page, 'policies-empty')
  })

  test('the link works once', async () => {
    const other = await visitor(browser, empty.base)
    await other.goto(link)
    assert.equal(other.status, 404)
    await look(other, 'set-up-spent')
    await other.context().close()
  })
})
