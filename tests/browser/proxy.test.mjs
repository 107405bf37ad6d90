// The sample configuration of nginx in operate/, with TLS and HTTP/2, before a real service.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http2 from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ADA, balance, finish, freePort, PASSWORD, Server } from './support.mjs'

describe('the service behind nginx as operate/ has it', { skip: Boolean(process.env.LONELINESS_TEST_DATABASES) }, () => {
  let folder, server, nginx, port, plain, session

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lt-proxy-'))
    const [certificate, key] = ['certificate.pem', 'key.pem'].map((name) => join(folder, name))
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
    ], { stdio: 'ignore' })
    ;[port, plain] = [await freePort(), await freePort()]
    server = new Server()
    server.demo = true
    server.args = ['--trusted-proxies', '127.0.0.1', '--public-url', `https://localhost:${port}`]
    await server.begin()
    nginx = await balance(folder, port, [server.port], { certificate, key, plain })
    session = http2.connect(`https://localhost:${port}`, { ca: readFileSync(certificate) })
  })
  after(async () => {
    session?.close()
    if (nginx) await finish(nginx, 'SIGTERM')
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Sends a request over HTTP/2; a form when there are fields. */
  function ask(path, headers = {}, fields) {
    const body = fields && (typeof fields === 'string' ? fields : new URLSearchParams(fields).toString())
    const form = fields && { ':method': 'POST', 'content-type': 'application/x-www-form-urlencoded' }
    return new Promise((done, failed) => {
      const stream = session.request({ ':path': path, ...form, ...headers })
      let [answer, text] = [null, '']
      stream.setEncoding('utf8')
      stream.on('response', (got) => { answer = got })
      stream.on('data', (piece) => { text += piece })
      stream.on('end', () => done({ status: answer[':status'], headers: answer, text }))
      stream.on('error', failed)
      stream.end(body)
    })
  }

  /** The sign-in page, ready to be sent: its cookie and its token. */
  async function entrance() {
    const page = await ask('/sign-in')
    assert.equal(page.status, 200)
    const cookie = page.headers['set-cookie'].map((it) => it.split(';')[0]).join('; ')
    return { cookie, csrf: page.text.match(/name="csrf" value="([^"]+)"/)[1] }
  }

  /** What stands in any log of nginx and should not: those of the main file would have it too. */
  function secrets() {
    const names = ['loneliness-test.log', 'loneliness-test-error.log', 'access.log', 'nginx.log']
    const logs = names.map((name) => join(folder, name)).filter(existsSync)
    assert.ok(logs.length >= 3, 'the logs are there')
    return logs.flatMap((log) => readFileSync(log, 'utf8').match(/a-secret\S*|a-word\S*/g) ?? [])
  }

  const own = () => ({ origin: `https://localhost:${port}`, 'sec-fetch-site': 'same-origin' })

  test('what comes without TLS is led to where there is TLS', async () => {
    const answer = await fetch(`http://127.0.0.1:${plain}/register?q=bus`, { redirect: 'manual' })
    assert.equal(answer.status, 301)
    assert.equal(answer.headers.get('location'), 'https://127.0.0.1/register?q=bus')
  })

  test('someone signs in over HTTP/2, and forms of other sites are refused', async () => {
    const { cookie, csrf } = await entrance()
    const fields = { csrf, email: ADA, password: PASSWORD }
    const foreign = await ask('/sign-in', { cookie, origin: 'https://elsewhere.example' }, fields)
    assert.equal(foreign.status, 403)
    const signedIn = await ask('/sign-in', { cookie, ...own() }, fields)
    assert.equal(signedIn.status, 303)
    assert.match(signedIn.headers['set-cookie'].join(), /__Host-session=.*Secure/)
    assert.equal(signedIn.headers['strict-transport-security'], 'max-age=31536000')
  })

  test('a sender cannot say that it is someone else', async () => {
    const { cookie, csrf } = await entrance()
    const fields = { csrf, email: 'ben@exampleshire.example', password: 'not the password' }
    let last
    for (let n = 0; n < 11; n += 1) {
      last = await ask('/sign-in', { cookie, ...own(), 'x-forwarded-for': `192.0.2.${n}` }, fields)
    }
    assert.equal(last.status, 429)
  })

  test('links that let someone in, and words that were searched for, are not in its log', async () => {
    await ask('/invitation/a-secret-of-an-invitation')
    await ask('/set-up/a-secret-of-the-set-up')
    await ask('/register?q=a-word-of-a-search')
    // nginx writes a line when the answer was sent.
    await new Promise((done) => { setTimeout(done, 300) })
    const log = readFileSync(join(folder, 'loneliness-test.log'), 'utf8')
    assert.match(log, / GET \/invitation\/- HTTP\/2\.0 404 \d+ [\d.]+ [a-z0-9]{16}\n/)
    assert.match(log, / GET \/set-up\/- /)
    assert.match(log, / GET \/register /)
    const plainly = await fetch(`http://127.0.0.1:${plain}/invitation/a-secret-without-tls`, { redirect: 'manual' })
    assert.equal(plainly.status, 301)
    assert.deepEqual(secrets(), [])
  })

  test('a form that is too large is refused', async () => {
    const { cookie } = await entrance()
    const answer = await ask('/sign-in', { cookie, ...own() }, 'x'.repeat(18 << 20)).catch((error) => error)
    assert.equal(answer.status, 413, `${answer}`)
  })

  test('a service that is away is a 502, and comes back', async () => {
    await server.end('SIGKILL')
    assert.equal((await ask('/invitation/a-secret-while-away')).status, 502)
    assert.deepEqual(secrets(), [])
    await server.begin()
    assert.equal((await ask('/sign-in')).status, 200)
  })
})
