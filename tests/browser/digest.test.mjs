// The digest, sent through a real mail server: only to those who asked, once, and without titles.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, describe, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import {
  ADA, CERYS, DILYS, NOTHING_FOUND, PASSWORD, Server, answerAll, launch, look, press, register, signIn, startScreening, story, tick,
  visitor,
} from './support.mjs'

/** The library that puts the clock of a process forward. */
const faketime = () => execFileSync('find', ['/usr/lib', '-path', '*faketime/libfaketimeMT.so.1'], { encoding: 'utf8' }).trim()

describe('the digest by e-mail', () => {
  const part = story(test)
  const mails = []
  let smtp
  let server
  let browser
  let cerys

  before(async () => {
    smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        let text = ''
        stream.on('data', (piece) => { text += piece })
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo.map((to) => to.address), text })
          done()
        })
      },
    })
    await new Promise((ready) => smtp.listen(0, '127.0.0.1', ready))
    server = new Server()
    server.demo = true
    server.args = [
      '--smtp', `smtp://127.0.0.1:${smtp.server.address().port}`,
      '--mail-from', 'loneliness-test@exampleshire.example', '--digest-check', '1',
    ]
    await server.begin()
    browser = await launch()
    cerys = await visitor(browser, server.base)
    await signIn(cerys, CERYS)
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    if (smtp?.server.listening) await new Promise((done) => smtp.close(done))
  })

  /** The text of a mail. */
  const textOf = ({ text }) => {
    const body = text.split('\r\n\r\n').slice(1).join('')
    if (text.includes('base64')) return Buffer.from(body, 'base64').toString()
    // Otherwise it is quoted-printable.
    const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    return Buffer.from(bytes, 'latin1').toString()
  }
  const pause = (ms) => new Promise((done) => setTimeout(done, ms))

  part('nobody gets anything who did not ask for it', async () => {
    await pause(2500)
    assert.equal(mails.length, 0)
  })

  part('who asks gets one mail with what waits, and no second one the same day', async () => {
    const ada = await visitor(browser, server.base)
    await signIn(ada, ADA)
    await register(ada, 'A title that stays inside')
    const address = await startScreening(ada)
    await answerAll(ada, NOTHING_FOUND)
    await ada.goto(`${address}/ask-to-sign`)
    await ada.fill('#declaration', 'Nothing changes for the people who use it.')
    await tick(ada.getByLabel(/Cerys Hughes/))
    await press(ada, 'Send to the signer')
    await cerys.goto('/account')
    await look(cerys, 'account')
    await tick(cerys.locator('input[name=digest][value=daily]'))
    await press(cerys, 'Save')
    for (let n = 0; n < 60 && mails.length === 0; n += 1) await pause(250)
    await pause(3000)
    assert.equal(mails.length, 1, 'one digest, not a flood')
    assert.deepEqual(mails[0].to, [CERYS])
    const said = textOf(mails[0])
    assert.match(said, /Waiting for your signature/)
    assert.match(said, /LT-\d{4}-\d{4}/)
    assert.doesNotMatch(said, /A title that stays inside/, 'no title leaves the service')
  })

  part('asking for it now says what became of it', async () => {
    await cerys.goto('/account')
    await press(cerys, 'Send me the digest now')
    assert.match(await cerys.locator('main').innerText(), /The digest was sent/)
    assert.equal(mails.length, 2)
    await look(cerys, 'digest-now')
  })

  part('a change of the way in is told to its owner, whoever asked for digests', async () => {
    const ada = await visitor(browser, server.base)
    await signIn(ada, ADA)
    await ada.goto('/account/password')
    await ada.fill('#password', PASSWORD)
    await ada.fill('#new-password', 'three-quiet-wooden-boats')
    const show = ada.locator('#new-password ~ button')
    await show.click()
    assert.equal(await ada.locator('#new-password').getAttribute('type'), 'text', 'it can be shown')
    await show.click()
    await look(ada, 'password-new')
    await press(ada, 'Save')
    for (let n = 0; n < 60 && mails.length < 3; n += 1) await pause(100)
    assert.deepEqual(mails[2].to, [ADA])
    const said = textOf(mails[2])
    assert.match(said, /A new password was chosen for your account/)
    assert.match(said, /Dewiswyd cyfrinair newydd/)
    assert.equal(said.match(/http\S+\/account\b/g).length, 2, 'in each language it leads to the account')
  })

  part('a token that ends within a week is told once to its owner, and one that lasts is not', async () => {
    const before = mails.length
    const dilys = await visitor(browser, server.base)
    await signIn(dilys, DILYS)
    for (const [name, days] of [['ends soon', 30], ['lasts', 60], ['is short', 3]]) {
      const last = new Date(Date.now() + days * 24 * 60 * 60 * 1000)
      await dilys.goto('/account/tokens')
      await dilys.fill('#name', name)
      await dilys.check('[value=read]')
      await dilys.fill('#until-day', `${last.getUTCDate()}`)
      await dilys.fill('#until-month', `${last.getUTCMonth() + 1}`)
      await dilys.fill('#until-year', `${last.getUTCFullYear()}`)
      await dilys.fill('#password', PASSWORD)
      await press(dilys, 'Make a token')
    }
    for (let n = 0; n < 60 && mails.length < before + 3; n += 1) await pause(100)
    // What ends is looked for at the start, and each hour from then on: today, and on a later day twice.
    await server.restart()
    await pause(1000)
    assert.equal(mails.length, before + 3, 'that each was made, and no more')
    server.env = { LD_PRELOAD: faketime(), FAKETIME: '+25d' }
    await server.restart()
    for (let n = 0; n < 60 && mails.length < before + 4; n += 1) await pause(100)
    await server.restart()
    await pause(1500)
    server.env = {}
    await server.restart()
    const told = mails.slice(before + 3).filter(({ to }) => to[0] === DILYS).map(textOf)
    assert.equal(told.length, 1)
    assert.match(told[0], /Your token “ends soon” works until \d+ \w+ \d{4}/)
    assert.match(told[0], /Mae eich tocyn “ends soon” yn gweithio hyd at \d+ \w+ \d{4}/)
  })

  part('a mail server that is away is said to be, and nothing else fails', async () => {
    await new Promise((done) => smtp.close(done))
    await signIn(cerys, CERYS)
    await cerys.goto('/account')
    await press(cerys, 'Send me the digest now')
    assert.match(await cerys.locator('main').innerText(), /The mail server did not take it/)
  })
})
