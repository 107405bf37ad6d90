// Signing in at a real OpenID Connect provider: the npm package oidc-provider.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { generateKeyPair, exportJWK } from 'jose'
import { Provider } from 'oidc-provider'
import { Server, launch, look, press, story, visitor } from './support.mjs'

/** The people of the provider. What it says about them can change between sign-ins. */
const people = {
  ada: { email: 'ada@exampleshire.example', groups: ['loneliness-test:officer'] },
  nobody: { email: 'nobody@elsewhere.example', groups: [] },
}

async function keys(kid) {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  return { keys: [{ ...await exportJWK(privateKey), kid, use: 'sig', alg: 'RS256' }] }
}

/** A provider on a port of its own, which can be stopped and begun again with other keys. */
class Issuer {
  async listen(service) {
    this.service = service
    this.handler = (request, response) => this.provider.callback()(request, response)
    this.http = createServer((request, response) => this.handler(request, response))
    await new Promise((done) => this.http.listen(this.port ?? 0, '127.0.0.1', done))
    this.port = this.http.address().port
    this.url = `http://127.0.0.1:${this.port}`
    return this
  }

  async rotate(kid) {
    const redirect = `${this.service}/sign-in/provider/return`
    this.provider = new Provider(this.url, {
      clients: [{
        client_id: 'loneliness-test', client_secret: 'a secret of the test', redirect_uris: [redirect],
        post_logout_redirect_uris: [`${this.service}/`],
      }],
      jwks: await keys(kid),
      cookies: { keys: ['a cookie key of the test'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['groups'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, email_verified: true, ...people[sub] }),
      }),
    })
  }

  stop() {
    this.http.closeAllConnections()
    return new Promise((done) => this.http.close(done))
  }
}

/** Signs in at the provider's own pages, and comes back. */
async function atProvider(page, account) {
  await page.locator('input[name=login]').fill(account)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]').click()
  await page.waitForLoadState('load')
  // What the browser says of the provider's own pages is not ours.
  page.complaints.splice(0)
}

describe('signing in with the provider of the organisation', () => {
  const part = story(test)
  let server
  let issuer
  let browser
  let page

  before(async () => {
    server = new Server()
    server.demo = true
    await server.reserve()
    issuer = await new Issuer().listen(server.base)
    await issuer.rotate('first')
    server.args = [
      '--oidc-issuer', issuer.url, '--oidc-client-id', 'loneliness-test',
      '--oidc-client-secret', 'a secret of the test', '--oidc-groups-claim', 'groups',
    ]
    await server.begin()
    browser = await launch()
    page = await visitor(browser, server.base)
  })
  after(async () => {
    await browser?.close()
    await issuer?.stop()
    await server?.stop()
  })

  const here = (path = '') => `${server.base}${path}`

  async function begin() {
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with your organisation’s account' }).click()
    await page.waitForLoadState('load')
  }

  part('a person whose verified address is known here is let in', async () => {
    await page.goto('/sign-in')
    await look(page, 'provider-sign-in')
    await begin()
    assert.ok(page.url().startsWith(issuer.url), page.url())
    await atProvider(page, 'ada')
    assert.equal(page.url(), here('/home'))
    assert.match(await page.locator('body').innerText(), /Signed in as Ada Morgan/)
  })

  part('signing out here offers to sign out there too', async () => {
    await press(page, 'Sign out', { within: page.locator('header') })
    await look(page, 'provider-signed-out')
    await page.getByRole('button', { name: 'Sign out there too' }).click()
    await page.waitForLoadState('load')
    assert.ok(page.url().startsWith(issuer.url), page.url())
    await page.locator('button[type=submit]').first().click()
    await page.waitForURL(here('/'))
    page.complaints.splice(0)
    await page.goto('/home')
    assert.match(page.url(), /sign-in/)
  })

  part('a role that changes at the provider changes here', async () => {
    people.ada.groups = ['loneliness-test:reviewer', 'someone-else:admin']
    await begin()
    await atProvider(page, 'ada')
    await page.goto('/account')
    const facts = await page.locator('main').innerText()
    assert.match(facts, /Reviewer/)
    assert.doesNotMatch(facts, /Officer/)
    assert.equal((await page.goto('/policies/new')).status(), 403)
    people.ada.groups = ['loneliness-test:officer']
  })

  part('new keys of the provider are asked for when they are needed', async () => {
    await press(page, 'Sign out', { within: page.locator('header') })
    await issuer.rotate('second')
    await page.context().clearCookies()
    await begin()
    await atProvider(page, 'ada')
    assert.equal(page.url(), here('/home'))
  })

  part('someone whom nobody here knows is told what to do', async () => {
    await page.context().clearCookies()
    await begin()
    await atProvider(page, 'nobody')
    assert.equal(page.status, 403)
    await look(page, 'provider-unknown', { status: 403 })
    assert.match(await page.locator('main').innerText(), /Ask the administrator of your organisation/)
  })

  part('an answer that this browser did not ask for is refused', async () => {
    await page.context().clearCookies()
    await page.goto('/sign-in/provider/return?state=forged&code=forged')
    assert.equal(page.status, 422)
    await look(page, 'provider-stale', { status: 422 })
  })

  part('what was typed before the session ended comes back after signing in there', async () => {
    await page.context().clearCookies()
    await begin()
    await atProvider(page, 'ada')
    await page.goto('/policies/new')
    await page.fill('#title', 'Typed before the session ended')
    const kept = (await page.context().cookies()).filter((cookie) => cookie.name !== '__Host-session')
    await page.context().clearCookies()
    await page.context().addCookies(kept)
    await press(page, 'Save policy')
    assert.equal(page.status, 401)
    await press(page, 'Sign in with your organisation’s account')
    await page.getByRole('button', { name: 'Sign in with your organisation’s account' }).click()
    await page.waitForLoadState('load')
    if (page.url().startsWith(issuer.url)) await atProvider(page, 'ada')
    assert.match(await page.locator('main').innerText(), /Typed before the session ended/)
  })

  part('what was typed in another browser is offered to nobody', async () => {
    const other = await fetch(here('/sign-in'))
    const visit = /__Host-visit=[^;]*/.exec(other.headers.get('set-cookie'))[0]
    const csrf = /name="csrf" value="([^"]+)"/.exec(await other.text())[1]
    const body = new URLSearchParams({ csrf, 'typed-to': '/people/x', 'typed:roles': 'Forged roles' })
    const parked = await fetch(here('/sign-in/provider'), { method: 'POST', headers: { cookie: visit }, body })
    const secret = /kept=(\w+)/.exec(await parked.text())[1]
    await page.context().clearCookies()
    await page.goto(`/sign-in/provider?kept=${secret}`)
    if (page.url().startsWith(issuer.url)) await atProvider(page, 'ada')
    assert.equal(page.url(), here('/home'))
    assert.doesNotMatch(await page.content(), /Forged roles/)
  })

  part('a provider that is down is explained, and local accounts still work', async () => {
    await issuer.stop()
    await server.restart()
    await page.context().clearCookies()
    await page.goto('/sign-in/provider')
    assert.equal(page.status, 502)
    await look(page, 'provider-down', { status: 502 })
    await page.getByRole('link', { name: 'Sign in with an e-mail address and a password' }).click()
    await page.fill('#email', 'gwen@dea.example')
    await page.fill('#password', 'village-hall-on-tuesday')
    await press(page, 'Sign in')
    assert.equal(page.url(), here('/home'))
    await issuer.listen(server.base)
    await page.context().clearCookies()
    await begin()
    await atProvider(page, 'ada')
    assert.equal(page.url(), here('/home'), 'it is back')
  })
})
