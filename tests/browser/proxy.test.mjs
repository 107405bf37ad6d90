// TLS and HTTP/2 before a real service: the sample configuration of nginx in operate/, and the service's own.
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http2 from 'node:http2'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ADA, balance, certify, finish, freePort, PASSWORD, Server, spoken } from './support.mjs'

const skip = Boolean(process.env.LONELINESS_TEST_DATABASES)

/** Sends a request over HTTP/2; a form when there are fields. */
function send(session, path, headers = {}, fields) {
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
async function entrance(session) {
  const page = await send(session, '/sign-in')
  assert.equal(page.status, 200)
  const cookie = page.headers['set-cookie'].map((it) => it.split(';')[0]).join('; ')
  return { cookie, csrf: page.text.match(/name="csrf" value="([^"]+)"/)[1] }
}

const own = (port) => ({ origin: `https://localhost:${port}`, 'sec-fetch-site': 'same-origin' })

/** Someone signs in; the cookie goes over TLS only, and the browser remembers that. */
async function signIn(session, port) {
  const { cookie, csrf } = await entrance(session)
  const answer = await send(session, '/sign-in', { cookie, ...own(port) }, { csrf, email: ADA, password: PASSWORD })
  assert.equal(answer.status, 303)
  assert.match(answer.headers['set-cookie'].join(), /__Host-session=.*Secure/)
  assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000')
}

/** Of TLS there is only what keeps its secrets when the key is lost, and proves what it carries. */
async function onlyStrong(port) {
  const found = await spoken(port)
  const strong = /^TLSv1\.3 TLS_|^TLSv1\.2 ECDHE-RSA-(AES(128|256)-GCM-SHA(256|384)|CHACHA20-POLY1305)$/
  assert.deepEqual(found.filter((it) => !strong.test(it)), [])
  assert.ok(['TLSv1.2', 'TLSv1.3'].every((version) => found.some((it) => it.startsWith(version))), found.join())
}

describe('the service with its own certificate', { skip }, () => {
  let folder, server, session

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lt-tls-'))
    const { certificate, key } = certify(folder)
    server = new Server()
    server.demo = true
    await server.reserve()
    server.args = ['--tls-cert', certificate, '--tls-key', key, '--public-url', `https://localhost:${server.port}`]
    await server.begin()
    session = http2.connect(`https://localhost:${server.port}`, { ca: readFileSync(certificate) })
  })
  after(async () => {
    session?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('someone signs in over HTTP/2', () => signIn(session, server.port))

  test('a client without HTTP/2 is answered too', async () => {
    const ca = readFileSync(join(folder, 'certificate.pem'))
    const status = await new Promise((done, failed) => {
      const asked = https.get(`https://localhost:${server.port}/healthz`, { ca }, (answer) => {
        answer.resume()
        done([answer.httpVersion, answer.statusCode])
      })
      asked.on('error', failed)
    })
    assert.deepEqual(status, ['1.1', 200])
  })

  test('weak encryption is refused', () => onlyStrong(server.port))
})

describe('the service behind nginx as operate/ has it', { skip }, () => {
  let folder, server, nginx, port, plain, session

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lt-proxy-'))
    const { certificate, key } = certify(folder)
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

  const ask = (...what) => send(session, ...what)

  /** What stands in any log of nginx and should not: those of the main file would have it too. */
  function secrets() {
    const names = ['loneliness-test.log', 'loneliness-test-error.log', 'access.log', 'nginx.log']
    const logs = names.map((name) => join(folder, name)).filter(existsSync)
    assert.ok(logs.length >= 3, 'the logs are there')
    return logs.flatMap((log) => readFileSync(log, 'utf8').match(/a-secret\S*|a-word\S*/g) ?? [])
  }

  test('what comes without TLS is led to where there is TLS', async () => {
    const answer = await fetch(`http://127.0.0.1:${plain}/register?q=bus`, { redirect: 'manual' })
    assert.equal(answer.status, 301)
    assert.equal(answer.headers.get('location'), 'https://127.0.0.1/register?q=bus')
  })

  test('someone signs in over HTTP/2', () => signIn(session, port))

  test('forms of other sites are refused', async () => {
    const { cookie, csrf } = await entrance(session)
    const fields = { csrf, email: ADA, password: PASSWORD }
    const foreign = await ask('/sign-in', { cookie, origin: 'https://elsewhere.example' }, fields)
    assert.equal(foreign.status, 403)
  })

  test('weak encryption is refused', () => onlyStrong(port))

  test('a sender cannot say that it is someone else', async () => {
    const { cookie, csrf } = await entrance(session)
    const fields = { csrf, email: 'ben@exampleshire.example', password: 'not the password' }
    let last
    for (let n = 0; n < 11; n += 1) {
      last = await ask('/sign-in', { cookie, ...own(port), 'x-forwarded-for': `192.0.2.${n}` }, fields)
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
    const { cookie } = await entrance(session)
    const answer = await ask('/sign-in', { cookie, ...own(port) }, 'x'.repeat(18 << 20)).catch((error) => error)
    assert.equal(answer.status, 413, `${answer}`)
  })

  test('one sender does not ask without end, and is answered again a moment later', async () => {
    const answers = await Promise.all(Array.from({ length: 600 }, () => ask('/healthz')))
    const count = (status) => answers.filter((answer) => answer.status === status).length
    assert.ok(count(200) >= 100 && count(429) >= 100, `${count(200)} answered, ${count(429)} refused`)
    assert.equal(count(200) + count(429), 600)
    await new Promise((done) => { setTimeout(done, 1000) })
    assert.equal((await ask('/healthz')).status, 200)
  })

  test('a service that is away is a 502, and comes back', async () => {
    await server.end('SIGKILL')
    assert.equal((await ask('/invitation/a-secret-while-away')).status, 502)
    assert.deepEqual(secrets(), [])
    await server.begin()
    assert.equal((await ask('/sign-in')).status, 200)
  })
})
