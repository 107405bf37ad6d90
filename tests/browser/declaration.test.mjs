// A policy that changes nothing for people's relationships: declared, signed, one page.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  ADA, CERYS, NOTHING_FOUND, OUT, answerAll, follow, look, press, register, signIn, stage,
  startScreening, story, tick, visitor,
} from './support.mjs'

let ada
let cerys
let address
const part = story(test)

const WHY = 'The form only moves from paper to a shorter paper. Nobody meets anyone over it.'

stage(async (server, browser) => {
  ada = await visitor(browser, server.base)
  cerys = await visitor(browser, server.base)
})

part('eight times no means that no assessment is required', async () => {
  await signIn(ada, ADA)
  await register(ada, 'A new form for road closures')
  address = await startScreening(ada)
  await answerAll(ada, NOTHING_FOUND)
  assert.match(ada.url(), /\/screening$/)
  assert.match(await ada.locator('main').innerText(), /None of your answers shows an effect/)
  await look(ada, 'declaration-screening')
  await ada.goto(address)
  await look(ada, 'declaration-tasks')
  assert.doesNotMatch(await ada.locator('main').innerText(), /Ratings/)
})

part('Ada asks for the signature from the screening result', async () => {
  await ada.goto(`${address}/screening`)
  await follow(ada, 'Ask for a signature')
  await look(ada, 'declaration-ask')
  await press(ada, 'Send to the signer')
  await look(ada, 'declaration-ask-error', { status: 422 })
  await ada.fill('#declaration', WHY)
  await press(ada, 'Send to the signer')
  assert.equal(await ada.inputValue('#declaration'), WHY, 'the reason is kept when no signer is chosen')
  await tick(ada.getByRole('radio', { name: /Cerys/ }))
  await press(ada, 'Send to the signer')
  assert.ok(ada.url().endsWith(address), 'the request is sent')
  await look(ada, 'declaration-awaiting')
})

part('Cerys signs', async () => {
  await signIn(cerys, CERYS)
  await follow(cerys, 'A new form for road closures')
  if (!cerys.url().endsWith('/sign')) await follow(cerys, 'Read and sign')
  await look(cerys, 'declaration-sign')
  await press(cerys, 'Sign')
  await look(cerys, 'declaration-sign-error', { status: 422 })
  await tick(cerys.locator('input[name=confirm]'))
  await press(cerys, 'Sign')
  assert.match(cerys.url(), /\/statement$/)
  assert.ok((await cerys.locator('main').innerText()).includes(WHY), 'the declaration says why')
  await look(cerys, 'declaration-statement')
})

part('the declaration is a PDF of one page', async (context) => {
  const response = await cerys.context().request.get(`${address}/statement.pdf`)
  assert.equal(response.headers()['content-type'].split(';')[0], 'application/pdf')
  const path = join(OUT, 'declaration.pdf')
  mkdirSync(OUT, { recursive: true })
  writeFileSync(path, await response.body())
  let facts
  try {
    facts = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
  } catch (error) {
    if (error.code === 'ENOENT') return context.skip('pdfinfo is not installed')
    throw error
  }
  assert.match(facts, /^Pages: +1$/m)
  assert.match(facts, /^Tagged: +yes$/m)
})

part('the register says that it is declared', async () => {
  await ada.goto('/policies?words=road+closures')
  assert.match(await ada.locator('tbody').innerText(), /Declared: not required/)
})
