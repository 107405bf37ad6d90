// Every page of administration, audit and the account, looked at; and their forms sent empty.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ADA, GWEN, follow, look, press, signIn, stage, visitor } from './support.mjs'

const PAGES = [
  [GWEN, '/people', 'people'],
  [GWEN, '/people/new', 'people-new'],
  [GWEN, '/organisations/new', 'organisations-new'],
  [GWEN, '/organisations/import', 'organisations-import'],
  [GWEN, '/publication-holds', 'holds'],
  [GWEN, '/orphans', 'orphans'],
  [GWEN, '/certificates', 'certificates'],
  [GWEN, '/audit', 'audit'],
  [GWEN, '/audit/access', 'audit-access'],
  [ADA, '/policies/import', 'policies-import'],
  [ADA, '/account/password', 'account-password'],
  [ADA, '/account/second-factor', 'account-factor'],
]

describe('administration, audit and the account', () => {
  const people = {}
  stage(async (server, browser) => {
    for (const email of [GWEN, ADA]) {
      people[email] = await visitor(browser, server.base)
      await signIn(people[email], email)
    }
  })

  for (const [email, address, name] of PAGES) {
    test(`${address} is a page to show`, async () => {
      const page = people[email]
      await page.goto(address)
      await look(page, `admin-${name}`, { status: 200 })
    })
  }

  test('empty forms say what is missing', async () => {
    const gwen = people[GWEN]
    for (const [address, button, name] of [
      ['/people/new', 'Add this person', 'people-new'],
      ['/organisations/new', 'Add this organisation', 'organisations-new'],
      ['/organisations/import', 'See what would change', 'organisations-import'],
      ['/publication-holds', 'Set this hold', 'holds'],
    ]) {
      await gwen.goto(address)
      await press(gwen, button)
      await look(gwen, `admin-${name}-error`, { status: 422 })
    }
  })

  test('an import is shown before it is done', async () => {
    const gwen = people[GWEN]
    await gwen.goto('/organisations/import')
    await gwen.fill('#source', 'name,type,contact\nA new council,council,a@new.example\nA club,club,x\n')
    await press(gwen, 'See what would change')
    await look(gwen, 'admin-import-preview')
    await press(gwen, 'Import the new and changed rows')
    assert.match(await gwen.locator('main').innerText(), /New: 1/)
  })

  test('a person, an organisation and the verification are pages to show too', async () => {
    const gwen = people[GWEN]
    await gwen.goto('/people')
    await follow(gwen, 'Ben Okafor')
    await look(gwen, 'admin-person')
    await follow(gwen, 'This person leaves')
    await look(gwen, 'admin-leave')
    await gwen.goto('/people')
    await follow(gwen, 'Exampleshire County Council')
    await look(gwen, 'admin-organisation')
    await gwen.goto('/audit')
    await press(gwen, 'Verify everything now')
    assert.match(await gwen.locator('main').innerText(), /Whole and unaltered/)
    await look(gwen, 'admin-verified')
  })

  test('release marks of a signed assessment', async () => {
    const ada = people[ADA]
    await ada.goto('/home')
    await follow(ada, 'Bus services in the north of the county')
    const address = new URL(ada.url()).pathname.split('/').slice(0, 3).join('/')
    await ada.goto(`${address}/release`)
    await look(ada, 'admin-release')
  })
})
