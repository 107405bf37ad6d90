// What the browser tests share: a server of their own, a browser, signing in, filling questions in,
// and `look`, which judges a page as a person with a narrow screen or a screen reader would.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, before } from 'node:test'
import tls from 'node:tls'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = dirname(fileURLToPath(import.meta.url))
export const root = resolve(here, '../..')
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The messages of one line of a language, by their keys. */
function catalogue(lang) {
  const messages = new Map()
  for (const file of ['interface', 'together', 'account', 'statement', 'auditing', 'commitments']) {
    for (const line of readFileSync(join(root, `locales/${lang}/${file}.ftl`), 'utf8').split('\n')) {
      const found = /^([a-z][\w-]*) = (.+)$/.exec(line)
      if (found) messages.set(found[1], found[2])
    }
  }
  return messages
}
const english = catalogue('en')
const welsh = catalogue('cy')

/**
 * A text of the interface in the language of the page. `text` is an English message or how one
 * begins; of a message with values in it, what stands before the first.
 */
export function say(page, text) {
  if (!page.welsh) return text
  const exact = [...english].find(([, message]) => message === text)
  const [key] = exact ?? [...english].find(([, message]) => message.startsWith(text)) ?? []
  assert.ok(key, `no message says “${text}”`)
  return welsh.get(key).split('{')[0].trim()
}

/** English messages that are other in Welsh: none may stand on a Welsh page. */
const ENGLISH = new Set([...english].filter(([key, message]) => (
  !message.includes('{') && welsh.get(key) !== message && !['English', 'Cymraeg'].includes(message)
)).map(([, message]) => message))

export const OUT = join(here, 'out')
mkdirSync(OUT, { recursive: true })

export const PASSWORD = 'village-hall-on-tuesday'
export const ADA = 'ada@exampleshire.example'
export const BEN = 'ben@exampleshire.example'
export const CERYS = 'cerys@exampleshire.example'
export const DILYS = 'dilys@exampleshire.example'
export const GWEN = 'gwen@dea.example'

/** Every rule of axe for WCAG A and AA, the best practices and the experimental rules. */
const AXE_TAGS = [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental',
]

export function binary() {
  const stated = process.env.LONELINESS_TEST_BIN
  if (stated) return resolve(stated)
  const built = ['release', 'debug'].map((kind) => join(root, 'target', kind, 'loneliness-test'))
  const found = built.find((path) => existsSync(path))
  assert.ok(found, 'build the service first, or name it in LONELINESS_TEST_BIN')
  return found
}

export function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

/**
 * With it, the service is two processes on one new database of this PostgreSQL server, behind nginx,
 * which sends requests to one and the other in turn. `scripts/with-postgres` starts such a server.
 */
const DATABASES = process.env.LONELINESS_TEST_DATABASES

/** A process of the service, once it says that it is ready. */
async function serve(args, extra) {
  const env = { ...process.env, ...extra }
  const child = spawn(binary(), ['serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  child.said = ''
  let complaints = ''
  child.stderr.on('data', (text) => { complaints += text })
  await new Promise((ready, failed) => {
    const timer = setTimeout(() => failed(new Error(`no start: ${child.said}${complaints}`)), 30_000)
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${complaints}`)))
    child.stdout.on('data', (text) => {
      child.said += text
      if (child.said.includes('Stop it with Ctrl+C.')) {
        clearTimeout(timer)
        ready()
      }
    })
  })
  child.removeAllListeners('exit')
  return child
}

/** Ends a process, unless it has ended. */
export async function finish(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await ended
}

/**
 * nginx as `operate/nginx.conf` sets it up, on a port, before services on others. With `secure`, which names
 * a certificate, its key, and a port without TLS, it speaks TLS.
 */
export async function balance(folder, port, behind, secure) {
  let sample = readFileSync(join(root, 'operate/nginx.conf'), 'utf8')
  const put = (from, to) => {
    if (!sample.includes(from)) throw new Error(`operate/nginx.conf does not have: ${from}`)
    sample = sample.replaceAll(from, to)
  }
  put('server 127.0.0.1:8080;', behind.map((at) => `server 127.0.0.1:${at};`).join(' '))
  put('/var/log/nginx/', `${folder}/`)
  put('listen [::]:443 ssl http2;', '')
  put('listen [::]:80;', '')
  put('listen 80;', secure ? `listen 127.0.0.1:${secure.plain};` : `listen unix:${folder}/plain;`)
  put('listen 443 ssl http2;', `listen 127.0.0.1:${port}${secure ? ' ssl http2' : ''};`)
  if (secure) {
    put('/etc/ssl/loneliness-test.pem', secure.certificate)
    put('/etc/ssl/private/loneliness-test.key', secure.key)
  } else {
    sample = sample.replace(/^ *ssl_.*$/gm, '')
  }
  writeFileSync(join(folder, 'nginx.conf'), `
    ${process.getuid() === 0 ? 'user root;' : ''}
    daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; worker_processes 1;
    events {}
    http {
      access_log ${folder}/access.log;
      ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
      ${sample}
    }`)
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  const listens = () => new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => { socket.destroy(); done(true) })
    socket.once('error', () => done(false))
  })
  for (let n = 0; n < 100; n += 1) {
    if (await listens()) return child
    await new Promise((done) => { setTimeout(done, 50) })
  }
  await finish(child, 'SIGTERM')
  throw new Error(readFileSync(join(folder, 'nginx.log'), 'utf8'))
}

/** A certificate for localhost and its key, in a folder. */
export function certify(folder) {
  const [certificate, key] = ['certificate.pem', 'key.pem'].map((name) => join(folder, name))
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate,
  ], { stdio: 'ignore' })
  return { certificate, key }
}

/** What a server speaks of TLS, as `protocol suite`: each suite is offered alone, weak ones too. */
export async function spoken(port) {
  const speaks = (minVersion, ciphers) => new Promise((done) => {
    const socket = tls.connect({
      port, host: '127.0.0.1', rejectUnauthorized: false, minVersion, maxVersion: minVersion, ciphers,
    })
    socket.once('secureConnect', () => {
      done(`${socket.getProtocol()} ${socket.getCipher().name}`)
      socket.destroy()
    })
    socket.once('error', () => done(null))
  })
  const found = []
  const suites = tls.getCiphers().map((name) => name.toUpperCase())
  const [newest, older] = [suites.filter((it) => it.startsWith('TLS_')), suites.filter((it) => !it.startsWith('TLS_'))]
  for (const name of newest) found.push(await speaks('TLSv1.3', name))
  for (const version of ['TLSv1', 'TLSv1.1', 'TLSv1.2']) {
    for (const name of older) found.push(await speaks(version, `${name}:@SECLEVEL=0`))
  }
  return found.filter(Boolean)
}

/** A running service with its own data folder. */
export class Server {
  static async start({ demo = true } = {}) {
    const server = new Server()
    server.demo = demo
    server.data = mkdtempSync(join(tmpdir(), 'lt-browser-'))
    await server.begin()
    return server
  }

  /** Takes a port and a folder before it begins, for what has to know the address. */
  async reserve() {
    this.data ??= mkdtempSync(join(tmpdir(), 'lt-browser-'))
    this.port ??= await freePort()
    this.base = `http://127.0.0.1:${this.port}`
  }

  async begin() {
    await this.reserve()
    const args = (port, folder) => {
      const own = ['--data', folder, '--listen', `127.0.0.1:${port}`, ...this.args ?? []]
      return this.demo ? [...own, '--demo'] : own
    }
    if (!DATABASES) {
      this.children = [await serve(args(this.port, this.data), this.env)]
    } else {
      const database = `browser_${this.port}`
      const store = `${DATABASES}${database}`
      if (!this.made) {
        execFileSync('psql', ['-q', `${DATABASES}postgres`, '-c', `create database ${database}`])
        this.made = true
      }
      const env = { LONELINESS_TEST_PUBLIC_URL: this.base, ...this.env, LONELINESS_TEST_STORE: store, LONELINESS_TEST_TRUSTED_PROXIES: '127.0.0.1' }
      const ports = [await freePort(), await freePort()]
      this.children = []
      for (const port of ports) {
        this.children.push(await serve(args(port, join(this.data, `${this.children.length}`)), env))
      }
      this.children.push(await balance(this.data, this.port, ports))
    }
    this.said = this.children[0].said
  }

  /** Ends the processes. `SIGKILL` is the end that a power cut makes. */
  async end(signal = 'SIGTERM') {
    const [proxy, ...services] = DATABASES ? [...this.children].reverse() : [null, ...this.children]
    // nginx would leave its worker behind if it were killed.
    if (proxy) await finish(proxy, 'SIGTERM')
    for (const child of services) await finish(child, signal)
  }

  async restart(signal) {
    await this.end(signal)
    await this.begin()
  }

  async stop() {
    if (this.children) await this.end('SIGKILL')
    rmSync(this.data, { recursive: true, force: true })
  }
}

/** Chromium without its windows: the same engine, and a quarter less work for the same pages. */
export function launch() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  })
}

/**
 * A page in a browser context of its own. Complaints of the browser are kept: refusals of the
 * content security policy, scripts that fail, files that are missing. The status of the page
 * itself is not a complaint, since forms with errors answer 422.
 */
export async function visitor(browser, base, { js = true, cy = false } = {}) {
  const context = await browser.newContext({
    baseURL: base, javaScriptEnabled: js, viewport: { width: 1280, height: 900 }, locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  page.js = js
  page.welsh = cy
  page.complaints = []
  page.status = 0
  page.on('response', (response) => {
    const request = response.request()
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      page.status = response.status()
    }
  })
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return
    const text = message.text()
    const status = /^Failed to load resource: the server responded with a status of (4|502)/.test(text)
    if (status && !message.location().url.includes('/assets/')) return
    page.complaints.push(`${message.location().url}: ${text}`)
  })
  page.on('pageerror', (error) => page.complaints.push(`${page.url()}: ${error}`))
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText
    if (why !== 'net::ERR_ABORTED') page.complaints.push(`${request.url()}: ${why}`)
  })
  if (cy) await page.goto('/language/cy?to=/')
  return page
}

export async function signIn(page, email, password = PASSWORD) {
  await page.goto('/sign-in')
  await page.fill('#email', email)
  await page.fill('#password', password)
  await press(page, 'Sign in')
  assert.match(page.url(), /\/home$/)
}

/** Presses a button by its words, and waits for the page that follows. */
export async function press(page, name, { within = page, exact = true } = {}) {
  const scope = within === page ? page.locator('main') : within
  if (typeof name === 'string') name = say(page, name)
  await navigation(page, () => scope.getByRole('button', { name, exact }).first().click())
  await page.afterForm?.()
}

/** Follows a link of the page by its words, also one that looks like a button. */
export async function follow(page, name) {
  if (typeof name === 'string') name = say(page, name)
  const main = page.locator('main')
  const link = main.getByRole('link', { name }).or(main.getByRole('button', { name }))
  await navigation(page, () => link.first().click())
}

/** Does something that opens a new page, and waits until it is there. */
export async function navigation(page, action) {
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: 'load' }), action(),
  ])
  return response
}

/**
 * A service and a browser of its own for the suite or file that calls this, from before its first
 * part to after its last. `ready` is told of both, and lets the visitors in.
 */
export function stage(ready) {
  let server
  let browser
  before(async () => {
    server = await Server.start()
    browser = await launch()
    await ready(server, browser)
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
  })
}

/** The parts of a story: once one has failed, those after it are skipped, not failed too. */
export function story(test) {
  let broken = false
  return (name, part) => test(name, async (context) => {
    if (broken) return context.skip('an earlier part of the story failed')
    try {
      await part(context)
    } catch (error) {
      broken = true
      throw error
    }
  })
}

export const heading = (page) => page.locator('h1').innerText()

const widths = [1280, 375, 320]

/** Pictures are for people, and a sixth of the time of the tests goes into them. */
const PICTURES = process.env.PICTURES

async function axe(page) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axeSource)
  const found = await page.evaluate((tags) => window.axe.run(document, {
    runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'],
  }), AXE_TAGS)
  return found.violations.flatMap((violation) => violation.nodes.map((node) => (
    `axe ${violation.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n')[1]?.trim()}`
  )))
}

const seen = new Map()

/** Everything that is wrong with a page, as lines. */
async function faults(page, name, quick) {
  const wrong = []
  const facts = await page.evaluate(() => ({
    headings: [...document.querySelectorAll('h1')].map((node) => node.textContent.trim()),
    title: document.title,
    lang: document.documentElement.lang,
    summary: document.querySelector('.govuk-error-summary') !== null,
    loose: [...document.querySelectorAll('.govuk-error-summary__list a')]
      .map((node) => node.getAttribute('href'))
      .filter((href) => !document.getElementById(href.slice(1))),
    unsaid: [...document.querySelectorAll('.govuk-error-message')].length,
    ids: [...document.querySelectorAll('[id]')].map((node) => node.id)
      .filter((id, place, all) => all.indexOf(id) !== place),
    texts: [...document.querySelectorAll('body *')].flatMap((node) => [...node.childNodes])
      .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent.trim()),
    missing: document.body.innerText.match(/class="govuk|\{\s?\$?\w+\s?\}|⧼[^⧽]*⧽|\bundefined\b|\[object/g),
  }))
  if (facts.headings.length !== 1) wrong.push(`${facts.headings.length} h1: ${facts.headings.join(' | ')}`)
  if (!/(The loneliness test|Y prawf unigrwydd)$/.test(facts.title)) wrong.push(`title “${facts.title}”`)
  if (/^(Error|Gwall):/.test(facts.title) !== facts.summary) {
    wrong.push(`title “${facts.title}”, error summary ${facts.summary}`)
  }
  if (facts.unsaid && !facts.summary) wrong.push('an error message without an error summary')
  if (!facts.lang) wrong.push('no language')
  for (const href of facts.loose) wrong.push(`the error summary points to ${href}, which is not there`)
  for (const id of facts.ids) wrong.push(`the id ${id} is there twice`)
  for (const text of facts.missing ?? []) wrong.push(`unfinished text ${text}`)
  if (page.welsh) {
    if (facts.lang !== 'cy') wrong.push(`the language is ${facts.lang}`)
    for (const text of facts.texts.filter((text) => ENGLISH.has(text))) wrong.push(`English: ${text}`)
  }
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    if (PICTURES && width !== 320 && !quick) {
      await page.screenshot({ path: join(OUT, `${name}-${width}.png`), fullPage: true })
    }
    const spill = await page.evaluate(() => {
      const root = document.documentElement
      if (root.scrollWidth <= root.clientWidth) return null
      const wide = [...document.querySelectorAll('main *, body > * *')].filter((node) => (
        node.getBoundingClientRect().right > root.clientWidth + 1
          && !node.closest('.lt-scroll, .govuk-visually-hidden')
      ))
      const say = (node) => `${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''}`
      return `${root.scrollWidth} wide: ${[...new Set(wide.map(say))].slice(0, 4).join(', ')}`
    })
    if (spill) wrong.push(`scrolls sideways at ${width}: ${spill}`)
    if (page.js && (width === 375 || (width === 1280 && !quick))) {
      for (const line of await axe(page)) wrong.push(`${line} (at ${width})`)
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  wrong.push(...page.complaints.splice(0).map((text) => `console: ${text}`))
  return [...new Set(wrong)]
}

/**
 * Looks at the page that is open: pictures at two widths (with PICTURES=1), axe with every rule,
 * one h1, a proper title, a language, no sideways scrolling at 375 px and at 320 px (1280 px at 400%), and no
 * complaint of the browser. Without JavaScript the markup is the same, so neither axe is run nor
 * pictures are taken a second time.
 * `quick` takes no pictures and runs axe at 375 px only, for pages that differ in their words.
 *
 * A page with `afterForm` (something that is done to the server after each form) is not looked at.
 *
 * With LOOK_ON=1 faults are listed and the test goes on, to see all of them in one run.
 */
export async function look(page, name, { status, quick = false } = {}) {
  if (status) assert.equal(page.status, status, `${name}: status`)
  if (page.afterForm) return
  const full = page.welsh ? `cy-full-${name}` : page.js ? name : `${name}-no-js`
  assert.ok(!seen.has(full), `${full} was looked at before`)
  seen.set(full, page.url())
  const wrong = await faults(page, full, quick || !page.js)
  if (wrong.length === 0) return
  const text = `${full} (${page.url()}):\n  ${wrong.join('\n  ')}`
  if (process.env.LOOK_ON) console.error(`LOOK ${text}`)
  else assert.fail(text)
}

/** The id of the question that is open, if one is. */
export function question(page) {
  return /\/questions\/([a-z]\d+)/.exec(new URL(page.url()).pathname)?.[1]
}

/**
 * Ticks a box or chooses a radio button. The page may move under the pointer when its text face
 * arrives, so a click that missed is made again.
 */
export async function tick(box) {
  for (let n = 0; n < 5 && !(await box.isChecked()); n += 1) {
    await box.click({ force: true })
  }
  assert.ok(await box.isChecked(), 'the box is ticked')
}

/** Fills the open question in. `value` is an option, a list of options, a text, or a function. */
export async function fill(page, value) {
  if (typeof value === 'function') return value(page)
  const form = page.locator('form[data-autosave]')
  if (await form.locator('textarea#answer, input[type=text]#answer').count()) {
    return form.locator('#answer').fill(value)
  }
  for (const one of [value].flat()) {
    await tick(form.locator(`input[name=answer][value="${one}"]`))
  }
}

/** Answers every open question from here on, until a page comes that is not a question. */
export async function answerAll(page, answers, each = async () => {}) {
  const met = []
  for (let id = question(page); id; id = question(page)) {
    assert.ok(!met.includes(id), `question ${id} came back: ${await page.locator('.govuk-error-summary').allInnerTexts()}`)
    assert.ok(id in answers, `no answer is planned for ${id}`)
    met.push(id)
    await each(id)
    await fill(page, answers[id])
    await press(page, 'Save and continue')
  }
  return met
}

/** Registers a policy and gives the address of its page. */
export async function register(page, title) {
  await page.goto('/policies/new')
  await page.fill('#title', title)
  await page.fill('#summary', 'Evening buses stop at 7pm on 4 rural routes from April 2027.')
  await page.fill('#owner_post', 'Head of passenger transport')
  await page.fill('#decider', 'Cabinet member for transport')
  await press(page, 'Save policy')
  assert.match(page.url(), /\/policies\/[^/]+$/)
}

export async function startScreening(page) {
  await press(page, 'Start the screening')
  const [address] = /\/assessments\/[^/]+/.exec(page.url())
  if (!question(page)) await follow(page, new RegExp(`^${say(page, 'Screening')}$`))
  assert.equal(question(page), 's1')
  return address
}

export const SCREENING = {
  s1: 'no', s2: 'yes', s3: 'no', s4: 'none', s5: 'yes', s6: 'no', s7: 'no', s8: 'no',
}

export const NOTHING_FOUND = { ...SCREENING, s2: 'no', s5: 'no' }
