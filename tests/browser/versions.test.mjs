// A running assessment survives its questionnaire: a new version is uploaded, seen, made live, moved
// to and left again; the file is gone after a restart and the assessment still works.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import {
  ADA, GWEN, NOTHING_FOUND, answerAll, follow, look, press, question, register, signIn, stage,
  startScreening, story, visitor,
} from './support.mjs'

const read = (name) => readFileSync(new URL(`../../questionnaires/${name}`, import.meta.url), 'utf8')

/** The central questionnaire with another question text, one question less and one more. */
function changed() {
  const source = read('central-policy.yaml')
    .replace('version: 1.0.0', 'version: 1.1.0')
    .replace('short: Harder or dearer travel', 'short: Dearer travel')
    .replace('      - id: s3\n', `      - id: s9
        type: yes_no
        optional: true
        text: Is there a new question?
        short: New question
        why: To see whether a new question is asked.
      - id: s3\n`)
  assert.match(source, /id: s9/)
  // Some worked examples list every question that is asked.
  return source.split('\ntests:\n')[0]
}

for (const js of [true, false]) {
  describe(`versions, ${js ? 'with' : 'without'} JavaScript`, { concurrency: 1 }, () => {
    const part = story(test)
    let server
    let ada
    let gwen
    let address

    stage(async (started, browser) => {
      server = started
      ada = await visitor(browser, server.base, { js })
      gwen = await visitor(browser, server.base, { js })
      await signIn(ada, ADA)
      await signIn(gwen, GWEN)
    })

    part('Ada screens a policy with the first version', async () => {
      await register(ada, 'A policy between versions')
      address = await startScreening(ada)
      await answerAll(ada, NOTHING_FOUND)
      await ada.goto(address)
    })

    part('a file with errors is refused at its line, and nothing is lost', async () => {
      await gwen.goto('/questionnaires')
      await look(gwen, 'shelf')
      await follow(gwen, 'Upload a questionnaire')
      await look(gwen, 'upload')
      await gwen.fill('#source', changed().replace('outcome: full', 'outcome: ful'))
      await press(gwen, 'Check and keep')
      await look(gwen, 'upload-error', { status: 422 })
      const text = await gwen.locator('main').innerText()
      assert.match(text, /Line \d+, column \d+/)
      assert.match(text, /did you mean “full”/)
      assert.match(await gwen.inputValue('#source'), /outcome: ful\b/)
    })

    part('a changed file with the same version is refused', async () => {
      await gwen.fill('#source', changed().replace('version: 1.1.0', 'version: 1.0.0'))
      await press(gwen, 'Check and keep')
      assert.match(await gwen.locator('main').innerText(), /kept its version/)
      gwen.complaints.length = 0
    })

    part('a good file is kept, previewed and dry run', async () => {
      await gwen.fill('#source', changed())
      await press(gwen, 'Check and keep')
      await look(gwen, 'version')
      const text = await gwen.locator('main').innerText()
      assert.match(text, /Uploaded/)
      assert.match(text, /New questions: s9/)
      assert.match(text, /LT-2026-\d+ \(draft\)/, 'a policy of another organisation has no title here')
      await follow(gwen, /as an officer sees them/)
      await look(gwen, 'preview')
      assert.equal(await gwen.locator('main button:visible').count(), 0, 'nothing can be sent')
      await gwen.goBack({ waitUntil: 'load' })
      await ada.goto(address)
      assert.doesNotMatch(await ada.locator('main').innerText(), /newer version/)
    })

    part('made live, it is offered to Ada, who moves and goes back', async () => {
      await press(gwen, 'Make live')
      assert.match(await gwen.locator('main').innerText(), /In use/)
      await ada.goto(address)
      await look(ada, 'newer-version')
      await follow(ada, /See what moving/)
      await look(ada, 'move')
      const text = await ada.locator('main').innerText()
      assert.match(text, /1 new question is open/)
      assert.match(text, /You do not need to do an assessment/)
      await press(ada, 'Move to this version')
      await look(ada, 'moved')
      await ada.goto(`${address}/questions/s9`)
      assert.equal(question(ada), 's9')
      await ada.goto(address)
      await press(ada, 'Go back to version 1.0.0')
      const response = await ada.goto(`${address}/questions/s9`)
      assert.equal(response.status(), 404)
      ada.complaints.length = 0
      await ada.goto(`${address}/history`)
      assert.match(await ada.locator('main').innerText(), /Moved to another version/)
    })

    part('withdrawn and killed, the assessment on it still works', async () => {
      await ada.goto(`${address}/move`)
      await press(ada, 'Move to this version')
      await press(gwen, 'Withdraw')
      assert.match(await gwen.locator('main').innerText(), /Withdrawn/)
      await server.restart('SIGKILL')
      await ada.goto(`${address}/questions/s9`)
      assert.equal(question(ada), 's9', 'no file has this version')
    })
  })
}
