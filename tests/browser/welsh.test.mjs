// The officer's whole way in Welsh: the switch keeps the place, and the statement is Welsh too.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  ADA, CERYS, NOTHING_FOUND, look, navigation, press, question, register, signIn, stage,
  startScreening, story, tick, visitor,
} from './support.mjs'

const cymraeg = (page) => navigation(page, () => page.getByRole('link', { name: 'Cymraeg' }).click())

describe('in Welsh', { concurrency: 1 }, () => {
  const part = story(test)
  let ada
  let cerys
  let address

  stage(async (server, browser) => {
    ada = await visitor(browser, server.base)
    cerys = await visitor(browser, server.base)
  })

  part('the switch keeps the place and the language', async () => {
    await signIn(ada, ADA)
    await register(ada, 'Bysiau gyda’r nos')
    address = await startScreening(ada)
    const before = ada.url()
    await cymraeg(ada)
    assert.equal(ada.url(), before)
    assert.equal(await ada.locator('html').getAttribute('lang'), 'cy')
    await look(ada, 'cy-question-s1')
  })

  part('the button that shows a password is Welsh, also where a script writes on it', async () => {
    await ada.goto('/account/password')
    const show = ada.locator('#new-password ~ button')
    assert.equal((await show.innerText()).trim(), 'Dangos')
    await show.click()
    assert.equal((await show.innerText()).trim(), 'Cuddio')
    await look(ada, 'cy-password')
    await ada.goto(`${address}/questions/s1`)
  })

  part('the screening is answered in Welsh', async () => {
    await press(ada, 'Cadw a pharhau')
    await look(ada, 'cy-question-error', { status: 422 })
    for (let id = question(ada); id; id = question(ada)) {
      await tick(ada.locator(`input[name=answer][value="${NOTHING_FOUND[id]}"]`))
      await press(ada, 'Cadw a pharhau')
    }
    assert.match(ada.url(), /\/screening$/)
    await look(ada, 'cy-screening')
  })

  part('the declaration is sent, read and signed in Welsh', async () => {
    await ada.goto(`${address}/ask-to-sign`)
    await look(ada, 'cy-ask')
    await tick(ada.getByRole('radio', { name: /Cerys/ }))
    await ada.locator('textarea').first().fill('Nid yw’r polisi yn newid cyswllt neb.')
    await navigation(ada, () => ada.locator('main form button').first().click())
    await look(ada, 'cy-tasks')
    await signIn(cerys, CERYS)
    await cymraeg(cerys)
    await look(cerys, 'cy-home')
    await cerys.goto(`${address}/sign`)
    await look(cerys, 'cy-sign')
    const explain = cerys.locator('textarea[name^="explain-"]')
    for (let n = 0; n < await explain.count(); n += 1) await explain.nth(n).fill('Darllenwyd hyn gan y llofnodwr. '.repeat(10))
    if (await cerys.locator('#duty').count()) await cerys.fill('#duty', 'Rhoddwyd gwybod ar 20 Tachwedd 2026.')
    await tick(cerys.locator('input[name=confirm]'))
    await press(cerys, 'Llofnodi')
    assert.match(cerys.url(), /\/statement$/)
    await look(cerys, 'cy-statement')
  })

  part('there are two PDFs, each in its language', async () => {
    const welsh = await cerys.context().request.get(`${address}/statement.pdf`)
    assert.match(welsh.headers()['content-disposition'], /-cy\.pdf/)
    await cerys.goto('/language/en?to=/home')
    const english = await cerys.context().request.get(`${address}/statement.pdf`)
    assert.notDeepEqual(await welsh.body(), await english.body())
    for (const [body, lang] of [[await welsh.body(), 'cy-GB'], [await english.body(), 'en-GB']]) {
      assert.ok(body.includes(Buffer.from(`/Lang`)) || body.length > 1000, lang)
    }
  })

  part('pages to read are in Welsh', async () => {
    for (const path of ['help', 'method', 'accessibility', 'privacy', 'cookies', 'questions']) {
      await ada.goto(`/${path}`)
      await look(ada, `cy-${path}`, { quick: true })
    }
  })
})
