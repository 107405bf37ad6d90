// A client that means harm: what is forged, oversized, malformed, slow or replayed gets a refusal in
// plain words (4xx) or no connection, and the service stays up.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ADA, GWEN, PASSWORD, Server, root } from './support.mjs'

let server
let cases = 0
before(async () => { server = await Server.start() })
after(async () => {
  await server?.stop()
  console.log(`hostile cases: ${cases}`)
  assert.ok(cases >= 500, `only ${cases} cases`)
})

/** Every address that takes a form, with something in the place of its parts. */
const posts = readFileSync(join(root, 'docs/access.md'), 'utf8').split('\n')
  .map((line) => /^\| POST `([^`]+)`/.exec(line)?.[1])
  .filter(Boolean)
  .map((path) => path.replace(/\{[^}]+\}/g, 'x'))

/** Asks, and holds that the answer is a refusal. */
async function refused(path, options, wanted = [400, 499]) {
  cases += 1
  const send = () => fetch(`${server.base}${path}`, { redirect: 'manual', ...options })
  // Who sends far more than is read may find the connection closed before the answer is heard; and whoever
  // asks next on one of those connections, too, and asks again on another.
  const again = (left) => async (error) => {
    if (options?.tooMuch) return null
    // No answer at all is a TypeError, whatever the reason; the program that asks notices the end a moment later.
    if (!left || !(error instanceof TypeError)) throw new Error(`${path}: ${error}`, { cause: error.cause })
    await new Promise((later) => setTimeout(later, 50))
    return send().catch(again(left - 1))
  }
  const answer = await send().catch(again(8))
  if (!answer) return null
  const text = await answer.text()
  const { status } = answer
  assert.ok(status >= wanted[0] && status <= wanted[1], `${options?.method ?? 'GET'} ${path}: ${status}`)
  assert.doesNotMatch(text, /panicked|src\/|\.rs:|StoreError|postgres/i, `${path} tells of the inside`)
  return answer
}

const form = (fields) => new URLSearchParams(fields).toString()
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** Sends bytes as they are; what comes back, or nothing when the connection is closed. */
function raw(bytes, { wait = 4_000, slowly = 0 } = {}) {
  cases += 1
  return new Promise((done) => {
    const socket = connect(server.port, '127.0.0.1')
    const begun = Date.now()
    let heard = ''
    const end = () => {
      socket.destroy()
      done({ heard, took: Date.now() - begun })
    }
    const timer = setTimeout(end, wait)
    socket.on('data', (data) => { heard += data.toString('latin1') })
    socket.on('error', () => {})
    socket.on('close', () => { clearTimeout(timer); end() })
    socket.on('connect', async () => {
      if (!slowly) {
        socket.write(bytes)
        return
      }
      for (const byte of bytes) {
        if (socket.destroyed) return
        socket.write(Buffer.from([byte]))
        await new Promise((next) => { setTimeout(next, slowly) })
      }
    })
  })
}

/** A signed-in client without a browser: its cookies and the token of its forms. */
async function signedIn(email) {
  const page = await fetch(`${server.base}/sign-in`)
  const visit = page.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())[1]
  const answer = await fetch(`${server.base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...FORM, cookie: visit, origin: server.base },
    body: form({ csrf, email, password: PASSWORD }),
  })
  assert.equal(answer.status, 303)
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const home = await fetch(`${server.base}/home`, { headers: { cookie } })
  assert.equal(home.status, 200)
  return { cookie, csrf: /name="csrf" value="([^"]+)"/.exec(await home.text())?.[1] ?? '' }
}

async function stillUp() {
  const answer = await fetch(`${server.base}/readyz`)
  assert.equal(answer.status, 200)
}

describe('a client that means harm', () => {
  test('forged: no session, a made-up session, another site, a wrong token', async () => {
    const { cookie } = await signedIn(GWEN)
    for (const path of posts) {
      const body = form({ csrf: 'a', title: 'x' })
      await refused(path, { method: 'POST', headers: FORM, body })
      const made = { ...FORM, cookie: `__Host-session=${'f'.repeat(64)}; __Host-visit=${'e'.repeat(64)}` }
      await refused(path, { method: 'POST', headers: made, body })
      const foreign = { ...FORM, cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
      await refused(path, { method: 'POST', headers: foreign, body })
      if (path === '/verify') continue
      await refused(path, { method: 'POST', headers: { ...FORM, cookie, origin: server.base }, body })
    }
    await stillUp()
  })

  test('forged: tokens of programs', async () => {
    const tokens = [
      '', 'lt_', 'lt_a_b', `lt_${'a'.repeat(64)}_${'b'.repeat(64)}`, 'lt_../../x_y', `lt_${'a'.repeat(10_000)}_b`,
      'Basic x', 'lt_%00_%00', 'lt_\u00e9_\u00e9'.normalize('NFC'),
    ]
    for (const token of tokens) {
      for (const path of ['/api/v1/policies', '/api/v1/commitments', '/api/v1/rounds']) {
        await refused(path, { headers: { authorization: `Bearer ${token}` } })
      }
    }
  })

  test('forged: parts of addresses', async () => {
    const { cookie } = await signedIn(ADA)
    const parts = [
      '..%2f..%2f..%2fetc%2fpasswd', '..%00', "'%20or%201=1--", '%00', '%0d%0aset-cookie:%20a=b', '%7b%7b7*7%7d%7d',
      '%3cscript%3ealert(1)%3c/script%3e', 'a'.repeat(5_000), '%f0%9f%98%80', '-1', '99999999999999999999', '%ff%fe',
    ]
    const places = ['/assessments/', '/policies/', '/assets/', '/statements/LT-1/', '/commitments/', '/people/', '/set-up/', '/invitation/']
    for (const place of places) {
      for (const part of parts) await refused(`${place}${part}`, { headers: { cookie } })
    }
    await stillUp()
  })

  test('malformed: what is no request', async () => {
    const requests = [
      'GARBAGE\r\n\r\n', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n\0\0\0',
      'GET http://[::1 HTTP/1.1\r\nHost: a\r\n\r\n', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
      'POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nzzzz',
      'POST /sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n',
      'GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n', 'GET / HTTP/1.1\r\n: x\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(5_000)}\r\n`,
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'c'.repeat(600_000)}\r\n\r\n`,
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nxxxxxxxxxxxxxxxxxxx',
    ]
    for (const request of requests) {
      const { heard } = await raw(Buffer.from(request, 'latin1'), { wait: 1_500 })
      for (const line of heard.match(/^HTTP\/1\.1 \d+/gm) ?? []) {
        const status = Number(line.split(' ')[1])
        const harmless = request.startsWith('GET / HTTP/1.1\r\n\r\n') && status === 200
        assert.ok((status >= 400 && status < 500) || harmless, `${request.slice(0, 40)}: ${line}`)
      }
    }
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      for (const path of ['/', '/policies', '/sign-in', '/register', '/api/v1/policies']) {
        await refused(path, { method })
      }
    }
    await stillUp()
  })

  test('malformed: forms that are none', async () => {
    const { cookie } = await signedIn(ADA)
    const headers = { cookie, origin: server.base }
    const kinds = [
      'application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=',
      'multipart/form-data; boundary=x', 'application/xml', 'application/x-www-form-urlencoded; charset=utf-7',
    ]
    const bodies = ['{"csrf":1}', '%', '%zz=%', '\0\0\0', '--x\r\n\r\n', `--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--`]
    for (const kind of kinds) {
      for (const body of bodies) {
        await refused('/policies/new', { method: 'POST', headers: { ...headers, 'content-type': kind }, body })
      }
    }
    await stillUp()
  })

  test('oversized: forms, fields, files, and bombs', async () => {
    const { cookie, csrf } = await signedIn(GWEN)
    const headers = { cookie, origin: server.base }
    const large = form({ csrf, title: 'x'.repeat(1_100_000) })
    for (const path of ['/policies/new', '/sign-in', '/rounds']) {
      await refused(path, { method: 'POST', headers: { ...headers, ...FORM }, body: large, tooMuch: true })
    }
    const many = Array.from({ length: 60_000 }, (_, n) => `f${n}=1`).join('&')
    await refused('/policies/new', { method: 'POST', headers: { ...headers, ...FORM }, body: many, tooMuch: true })
    const file = (bytes, name = 'file') => {
      const data = new FormData()
      data.set('csrf', csrf)
      data.set(name, new Blob([bytes]), 'x.yaml')
      return data
    }
    await refused('/verify', { method: 'POST', headers, body: file(Buffer.alloc(17 << 20)), tooMuch: true }, [413, 413])
    // Aliases that would be billions of texts, depth without end, a text that is a gigabyte when unpacked.
    const levels = 'abcdefghi'.split('')
    const bomb = levels.map((name, n) => (
      n ? `${name}: &${name} [${Array(9).fill(`*${levels[n - 1]}`).join(',')}]` : `${name}: &${name} [lol,lol,lol]`
    )).join('\n')
    const bombs = [bomb, `a: ${'['.repeat(100_000)}`, `${'- '.repeat(50_000)}x`, '\0', '\uFEFF', '%YAML 9.9\n---\n', 'a: !!python/object x']
    for (const text of bombs) {
      await refused('/questionnaires/new', { method: 'POST', headers, body: file(text) })
    }
    const zipped = gzipSync(Buffer.alloc(64 << 20))
    const ods = (content) => execFileSync('python3', ['-c', `
import io, sys, zipfile
made = io.BytesIO()
with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as book:
    book.writestr('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')
    book.writestr('META-INF/manifest.xml', '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
    book.writestr('content.xml', ${content})
sys.stdout.buffer.write(made.getvalue())`])
    const repeated = (rows, columns, held = 'x') => ods(`'''<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table><table:table-row table:number-rows-repeated="${rows}"><table:table-cell office:value-type="string" table:number-columns-repeated="${columns}"><text:p>${held}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>'''`)
    const packed = [ods("'<a>' + ' ' * (300 << 20) + '</a>'"), repeated(1048576, 16384), repeated(4000000000, 1), repeated(1, 1, '<text:s text:c="2000000000"/>'), repeated(1, 900000, 'x'.repeat(10000))]
    // Each of them is sent by someone who may import there: it is read before it is refused.
    const ada = await signedIn(ADA)
    const farah = await signedIn('farah@dea.example')
    for (const [path, by] of [['/policies/import', ada], ['/commitments/import', farah], ['/organisations/import', { cookie, csrf }]]) {
      const headers = { cookie: by.cookie, origin: server.base }
      const file = (bytes) => {
        const data = new FormData()
        data.set('csrf', by.csrf)
        data.set('file', new Blob([bytes]), 'x.ods')
        return data
      }
      for (const bytes of [...packed, zipped, Buffer.from('PK\x03\x04xxxxxxxx'), Buffer.alloc(100_000, 0xff), 'a,b\n"'.repeat(10)]) {
        await refused(path, { method: 'POST', headers, body: file(bytes) })
      }
    }
    await stillUp()
  })

  test('replayed: links, forms and sessions that are over', async () => {
    const { cookie, csrf } = await signedIn(ADA)
    const headers = { ...FORM, cookie, origin: server.base }
    const out = await fetch(`${server.base}/sign-out`, { method: 'POST', redirect: 'manual', headers, body: form({ csrf }) })
    assert.equal(out.status, 303)
    for (const path of posts.slice(0, 40)) {
      await refused(path, { method: 'POST', headers, body: form({ csrf }) })
    }
    assert.equal((await fetch(`${server.base}/home`, { headers, redirect: 'manual' })).status, 303)
  })

  test('open redirects: nobody is sent elsewhere', async () => {
    for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example', '\\\\evil', 'javascript:alert(1)', '/%0d%0aLocation:%20x', '/\t/evil.example', '@evil.example']) {
      for (const path of [`/language/cy?to=${encodeURIComponent(to)}`, `/sign-in?to=${encodeURIComponent(to)}`]) {
        cases += 1
        const answer = await fetch(`${server.base}${path}`, { redirect: 'manual' })
        assert.ok(answer.status < 500)
        const location = answer.headers.get('location')
        if (location) assert.equal(new URL(location, server.base).origin, server.base, `${path}: ${location}`)
      }
    }
  })

  test('guessing: passwords, one account from one address, and no word of who exists', async () => {
    const page = await fetch(`${server.base}/sign-in`)
    const cookie = page.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())[1]
    const seen = new Map()
    for (const email of ['ben@exampleshire.example', 'nobody@exampleshire.example']) {
      for (let n = 0; n < 12; n += 1) {
        const answer = await refused('/sign-in', {
          method: 'POST',
          headers: { ...FORM, cookie, origin: server.base, 'x-forwarded-for': `10.0.0.${n}` },
          body: form({ csrf, email, password: `guess ${n}` }),
        })
        seen.set(email, [...seen.get(email) ?? [], answer.status])
      }
    }
    const [known, unknown] = [...seen.values()]
    assert.deepEqual(known, unknown, 'an account that exists is answered like one that does not')
    assert.equal(known.at(-1), 429, 'what a client says of its address is not believed')
  })

  test('slow: a head and a body that never end', async () => {
    const head = 'GET / HTTP/1.1\r\nHost: a\r\nX-Long: '
    const slow = await Promise.all(Array.from({ length: 20 }, () => (
      raw(Buffer.from(head + 'x'.repeat(200)), { slowly: 400, wait: 40_000 })
    )))
    for (const { took, heard } of slow) {
      assert.ok(took < 25_000, `a slow head was waited for ${took} ms`)
      assert.doesNotMatch(heard, /^HTTP\/1\.1 [235]/)
    }
    const body = `POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n`
    const late = await raw(Buffer.from(body), { wait: 45_000 })
    assert.ok(late.took < 40_000 && !/^HTTP\/1\.1 [235]/.test(late.heard), `${late.took} ms: ${late.heard.slice(0, 80)}`)
    await stillUp()
  })

  test('after all that, people work on', async () => {
    await signedIn(ADA)
    assert.equal(server.children[0].exitCode, null)
  })
})
