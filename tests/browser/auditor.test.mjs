// The auditor's story: access with an end date, search, sample, package, checking it offline, the
// end of the access. And what the public sees: the register, a statement, checking a file.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  ADA, GWEN, PASSWORD, binary, follow, look, press, signIn, stage, story, visitor,
} from './support.mjs'

const text = (page) => page.locator('main').innerText()
const HAL = 'hal@dea.example'

/** The status of a command, and what it said. */
function run(...args) {
  try {
    return { status: 0, said: execFileSync(binary(), args, { encoding: 'utf8', stdio: 'pipe' }) }
  } catch (error) {
    return { status: error.status, said: `${error.stdout}${error.stderr}` }
  }
}

/** Follows a link that downloads a file, and keeps the file. */
async function download(page, name, where) {
  const [started] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click(),
  ])
  await started.saveAs(where)
  return where
}

/** The addresses of a page's links that begin so: each once, and only as far as the id. */
async function hrefs(page, start) {
  const all = await page.locator(`main a[href^="${start}"]`).evaluateAll((links) => links.map((a) => a.getAttribute('href')))
  const ids = all.map((href) => /^\/[a-z]+\/[a-z0-9]{16}/.exec(href)?.[0]).filter(Boolean)
  return [...new Set(ids)]
}

for (const js of [true, false]) {
  describe(`the auditor and the public, ${js ? 'with' : 'without'} JavaScript`, () => {
    const part = story(test)
    let server
    let ada
    let gwen
    let hal
    let anyone
    let statement
    stage(async (started, browser) => {
      server = started;
      [ada, gwen, hal, anyone] = await Promise.all([1, 2, 3, 4].map(() => visitor(browser, server.base, { js })))
      await signIn(ada, ADA)
      await signIn(gwen, GWEN)
      await signIn(hal, HAL)
    })

    part('an empty register says so', async () => {
      await anyone.goto('/register')
      assert.match(await text(anyone), /No statement fits/)
      await look(anyone, 'register-empty', { status: 200 })
      await anyone.goto('/register/not-required')
      await look(anyone, 'register-quarter-empty', { status: 200 })
    })

    part('a logo and a colour are set for the statements of the council', async () => {
      await gwen.goto('/people')
      await follow(gwen, 'Exampleshire County Council')
      await follow(gwen, 'As usual')
      await look(gwen, 'documents', { status: 200 })
      await gwen.fill('#accent', '#ffff00')
      await press(gwen, 'Save')
      await look(gwen, 'documents-error', { status: 422 })
      await gwen.fill('#accent', '#5c004f')
      await gwen.setInputFiles('#logo', { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
      await gwen.fill('#alt', 'Exampleshire County Council')
      await press(gwen, 'Save')
      assert.equal(gwen.status, 422, 'what is not a picture is refused')
      const logo = readFileSync(join(import.meta.dirname, 'logo.png'))
      await gwen.setInputFiles('#logo', { name: 'logo.png', mimeType: 'image/png', buffer: logo })
      await press(gwen, 'Save')
      assert.equal(await gwen.getByAltText('Exampleshire County Council').count(), 1)
      await look(gwen, 'documents-set', { status: 200 })
    })

    part('two statements are published, one declaration and one assessment', async () => {
      await ada.goto('/policies')
      const policies = await hrefs(ada, '/policies/')
      for (const policy of policies) {
        await ada.goto(policy)
        for (const assessment of await hrefs(ada, '/assessments/')) {
          await ada.goto(`${assessment}/publish`)
          if (ada.url().endsWith('/publish')) await press(ada, 'Publish')
        }
      }
      await anyone.goto('/register')
      assert.match(await text(anyone), /[1-9] statements?/)
      await look(anyone, 'register', { status: 200 })
    })

    part('anyone reads a statement, downloads it and checks it', async () => {
      statement = await anyone.locator('main a[href^="/statements/"]').first().getAttribute('href')
      await anyone.goto(statement)
      await look(anyone, 'register-statement', { status: 200 })
      const answer = await anyone.request.get(`${server.base}${statement}/statement.pdf`)
      assert.match(answer.headers()['cache-control'], /immutable/)
      const pdf = join(server.data, 'statement.pdf')
      writeFileSync(pdf, await answer.body())
      await anyone.goto('/verify')
      await look(anyone, 'verify', { status: 200 })
      await press(anyone, 'Check')
      await look(anyone, 'verify-error', { status: 422 })
      await anyone.setInputFiles('#file', pdf)
      await press(anyone, 'Check')
      assert.match(await text(anyone), /Not one byte was changed/)
      await look(anyone, 'verify-unaltered', { status: 200 })
      const changed = readFileSync(pdf)
      changed[Math.floor(changed.length / 2)] ^= 1
      await anyone.goto('/verify')
      await anyone.setInputFiles('#file', { name: 'x.pdf', mimeType: 'application/pdf', buffer: changed })
      await press(anyone, 'Check')
      assert.match(await text(anyone), /something in it was changed/)
      await look(anyone, 'verify-altered', { status: 200 })
    })

    part('the auditor searches, filters and sees where the words stand', async () => {
      await hal.goto('/audit')
      await follow(hal, 'Search all assessments')
      await look(hal, 'desk', { status: 200 })
      await hal.fill('#text', 'bus')
      await press(hal, 'Search')
      assert.match(await text(hal), /[1-9]\d* found/)
      assert.match(await text(hal), /that you can search/)
      await look(hal, 'desk-found', { status: 200 })
      await hal.fill('#text', 'zeppelin')
      await press(hal, 'Search')
      assert.match(await text(hal), /Nothing fits/)
      await look(hal, 'desk-nothing', { status: 200 })
      await hal.goto('/audit/search')
      await hal.fill('#name', 'Everything')
      await press(hal, 'Save this search')
      assert.match(await text(hal), /Everything/)
      await follow(hal, 'Rules that were set aside')
      await look(hal, 'desk-overrides', { status: 200 })
    })

    part('the score is worked out again', async () => {
      await hal.goto('/audit/search?stage=published&kind=assessment')
      const link = hal.locator('main a[href^="/assessments/"]').first()
      await hal.goto(`${await link.getAttribute('href')}/reperform`)
      assert.match(await text(hal), /exactly as they were issued/)
      await look(hal, 'reperform', { status: 200 })
    })

    part('a sample is drawn, and drawn again', async () => {
      const draw = async () => {
        await hal.goto('/audit/search')
        await hal.fill('#size', '2')
        await hal.fill('#seed', 'autumn 2026')
        await press(hal, 'Draw a sample')
        return hal.locator('main tbody').innerText()
      }
      const first = await draw()
      assert.equal(await draw(), first)
      await look(hal, 'sample', { status: 200 })
    })

    part('a package is made, downloaded and checked with the program alone', async () => {
      await hal.goto('/audit/search')
      await press(hal, 'Make a package of everything that was found')
      for (let n = 0; n < 100 && !/The package is ready/.test(await text(hal)); n += 1) {
        await hal.waitForTimeout(100)
        await hal.reload()
      }
      await look(hal, 'package', { status: 200 })
      const zip = await download(hal, 'Download the package', join(server.data, 'package.zip'))
      const whole = run('verify', '--package', zip)
      assert.equal(whole.status, 0, whole.said)
      assert.match(whole.said, /whole and unaltered/)
      const pdf = join(server.data, 'statement.pdf')
      const one = run('verify', pdf, '--package', zip)
      assert.match(one.said, /issued and unaltered/, one.said)
      const bytes = readFileSync(pdf)
      bytes[bytes.length - 20] ^= 1
      writeFileSync(pdf, bytes)
      const altered = run('verify', pdf, '--package', zip)
      assert.equal(altered.status, 1)
      assert.match(altered.said, /altered, or never issued/)
      await hal.goto('/audit/packages')
      await look(hal, 'packages', { status: 200 })
    })

    part('after the last day of the access, signing in is refused', async () => {
      await gwen.goto('/people')
      await follow(gwen, 'Hal', { exact: false })
      const yesterday = new Date(Date.now() - 86_400_000)
      await gwen.fill('#until-day', String(yesterday.getUTCDate()))
      await gwen.fill('#until-month', String(yesterday.getUTCMonth() + 1))
      await gwen.fill('#until-year', String(yesterday.getUTCFullYear()))
      await press(gwen, 'Save')
      await hal.goto('/audit/search')
      assert.match(hal.url(), /sign-in/, 'the session ends with the access')
      await hal.fill('#email', HAL)
      await hal.fill('#password', PASSWORD)
      await press(hal, 'Sign in')
      assert.doesNotMatch(hal.url(), /home/)
    })
  })
}
