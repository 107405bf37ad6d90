// What was typed outlives an ended session, and what was saved outlives the end of the server.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import {
  ADA, PASSWORD, SCREENING, answerAll, fill, look, navigation, press, question, register, signIn,
  stage, startScreening, visitor,
} from './support.mjs'

let server
let browser
stage((started, chromium) => {
  server = started
  browser = chromium
})

const TYPED = 'Ask the bus company & “Friends of the 14”: 2 < 3 evenings.\n\nŵythnos, ünïcode.'

for (const js of [true, false]) {
  describe(`${js ? 'with' : 'without'} JavaScript`, () => {
    let page
    let address
    before(async () => {
      page = await visitor(browser, server.base, { js })
      await signIn(page, ADA)
      await register(page, `Sessions ${js ? 'with' : 'without'} JavaScript`)
      address = await startScreening(page)
      await answerAll(page, SCREENING)
    })

    async function options(text) {
      await page.goto(`${address}/questions/a2`)
      await page.locator('input[name^="row:"][name$=":name"]').first().fill('Shorten the timetable')
      await page.locator('textarea[name$=":about"]').first().fill(text)
    }

    async function signInAgain() {
      assert.equal(page.status, 401)
      assert.match(await page.locator('main').innerText(), /Nothing you typed is lost/)
      await look(page, 'session-ended')
      await page.fill('#email', ADA)
      await page.fill('#password', PASSWORD)
      await press(page, 'Sign in')
      const text = await page.locator('main').innerText()
      assert.ok(text.includes('Ask the bus company & “Friends of the 14”'), text)
    }

    async function saved() {
      await press(page, 'Save what I typed')
      assert.equal(question(page), 'a3', 'the answer is saved and the next question is open')
      await page.goto(`${address}/questions/a2`)
      assert.equal(await page.locator('textarea[name$=":about"]').first().inputValue(), TYPED)
      assert.equal(await page.locator('input[name$=":name"]').first().inputValue(), 'Shorten the timetable')
    }

    test('typed text outlives the loss of the cookie', async () => {
      await options(TYPED)
      await page.context().clearCookies()
      await press(page, 'Save and continue')
      await signInAgain()
      await look(page, 'session-kept')
      await saved()
    })

    test('typed text outlives signing out in another tab, and a wrong password', async () => {
      await options('Something else first.')
      await press(page, 'Save and continue')
      await options(TYPED)
      const other = await page.context().newPage()
      await other.goto('/home')
      await navigation(other, () => other.getByRole('button', { name: 'Sign out' }).click())
      await other.close()
      await press(page, 'Save and continue')
      assert.equal(page.status, 401)
      await page.fill('#email', ADA)
      await page.fill('#password', 'not the password')
      await press(page, 'Sign in')
      await look(page, 'session-wrong-password', { status: 422 })
      await page.fill('#password', PASSWORD)
      await press(page, 'Sign in')
      await saved()
    })

    test('a choice that was made outlives the session too', async () => {
      await page.goto(`${address}/questions/b4`)
      await fill(page, 'yes')
      await page.context().clearCookies()
      await press(page, 'Save and continue')
      assert.equal(page.status, 401)
      await page.fill('#email', ADA)
      await page.fill('#password', PASSWORD)
      await press(page, 'Sign in')
      await look(page, 'session-kept-choice')
      await press(page, 'Save what I typed')
      await page.goto(`${address}/questions/b4`)
      assert.equal(await page.locator('input[name=answer]:checked').inputValue(), 'yes')
    })

    test('a policy that was being registered outlives the session', async () => {
      await page.goto('/policies/new')
      await page.fill('#title', `Kept title ${js}`)
      await page.fill('#summary', TYPED)
      await page.fill('#owner_post', 'Owner')
      await page.fill('#decider', 'Decider')
      await page.context().clearCookies()
      await press(page, 'Save policy')
      assert.equal(page.status, 401)
      await page.fill('#email', ADA)
      await page.fill('#password', PASSWORD)
      await press(page, 'Sign in')
      await press(page, 'Save what I typed')
      assert.equal(await page.locator('h1').innerText(), `Kept title ${js}`)
    })

    test('a saved answer outlives a server that is killed', async () => {
      await options(`${TYPED} After the restart.`)
      await press(page, 'Save and continue')
      assert.equal(question(page), 'a3')
      await server.end('SIGKILL')
      await server.begin()
      const again = await visitor(browser, server.base, { js })
      await signIn(again, ADA)
      await again.goto(`${address}/questions/a2`)
      const text = await again.locator('textarea[name$=":about"]').first().inputValue()
      assert.equal(text, `${TYPED} After the restart.`)
      await again.context().close()
    })
  })
}

test('with JavaScript, text is saved while it is typed', async () => {
  const page = await visitor(browser, server.base)
  await signIn(page, ADA)
  await register(page, 'Saving while typing')
  const address = await startScreening(page)
  await answerAll(page, SCREENING)
  await page.goto(`${address}/questions/a2`)
  await page.locator('input[name^="row:"][name$=":name"]').first().fill('Shorten the timetable')
  const kept = page.waitForResponse((response) => response.status() === 204, { timeout: 6000 })
  await page.locator('textarea[name$=":about"]').first().pressSequentially('Typed only')
  await kept
  await page.locator('textarea[name$=":about"]').first().pressSequentially(' and more')
  await press(page, 'Save and continue')
  assert.equal(question(page), 'a3', 'saving after it was saved while typing is no clash with oneself')
  await page.goto(`${address}/questions/a2`)
  assert.equal(await page.locator('textarea[name$=":about"]').first().inputValue(), 'Typed only and more')
})
