// The programming interface from its OpenAPI document: a token is made on the page, and
// schemathesis sends what the document allows and what it does not.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { ADA, look, OUT, PASSWORD, press, root, signIn, stage, visitor } from './support.mjs'

const tool = join(root, '.tools/schemathesis/bin/st')

describe('the programming interface', () => {
  let server
  let browser
  stage(async (...made) => { [server, browser] = made })

  /** Makes a token with every scope, as a person does. */
  async function token(email, looks) {
    const page = await visitor(browser, server.base)
    await signIn(page, email)
    await page.goto('/account/tokens')
    if (looks) await look(page, 'tokens')
    await press(page, 'Make a token')
    assert.equal(page.status, 422)
    if (looks) await look(page, 'tokens-wrong')
    await page.fill('#name', 'A program')
    for (const scope of ['read', 'import', 'report']) await page.check(`[value=${scope}]`)
    const day = new Date(Date.now() + 30 * 86_400_000)
    await page.fill('#until-day', String(day.getUTCDate()))
    await page.fill('#until-month', String(day.getUTCMonth() + 1))
    await page.fill('#until-year', String(day.getUTCFullYear()))
    await page.fill('#password', PASSWORD)
    await press(page, 'Make a token')
    if (looks) await look(page, 'token-made')
    const secret = (await page.locator('main .govuk-inset-text').innerText()).trim()
    assert.match(secret, /^lt_[a-z0-9]+_[0-9a-f]{64}$/)
    await page.context().close()
    return secret
  }

  function fuzz(secret, ...more) {
    assert.ok(existsSync(tool), 'schemathesis is missing: run scripts/setup test')
    // Not waited for in place: who waits does not read what the server writes.
    return new Promise((resolve) => execFile(tool, [
      '--config-file', join(root, 'tests/browser/schemathesis.toml'),
      'run', `${server.base}/api/v1/openapi.json`,
      '--header', `Authorization: Bearer ${secret}`,
      '--checks', 'all', '--max-examples', '20', '--rate-limit', '500/m', '--workers', '1',
      '--generation-deterministic', '--seed', '2018', '--no-color', ...more,
    ], { timeout: 400_000, cwd: OUT }, (error, stdout, stderr) => resolve({ status: error ? error.code : 0, stdout, stderr })))
  }

  test('the central team', { timeout: 500_000 }, async () => {
    const done = await fuzz(await token('farah@dea.example', true))
    assert.equal(done.status, 0, done.stdout + done.stderr)
    assert.match(done.stdout, /14 selected \/ 14 total/)
  })

  test('an officer who imports policies', { timeout: 500_000 }, async () => {
    const done = await fuzz(await token(ADA), '--include-path', '/api/v1/policies/import')
    assert.equal(done.status, 0, done.stdout + done.stderr)
  })
})
