// One policy from its screening to the review of its second version, by the people who take part.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  ADA, BEN, CERYS, DILYS, SCREENING, answerAll, follow, heading, look, press, register, signIn, stage,
  startScreening, story, tick, visitor,
} from './support.mjs'

const text = (page) => page.locator('main').innerText()

/** Whom the authors asked, and what they heard. */
async function advice(page, heard) {
  await page.locator('input[name$=":organisation"]').first().fill('Riders’ forum')
  await page.locator('input[name$=":advice"]').first().fill(heard)
}

for (const js of [true, false]) {
  describe(`from screening to a second version, ${js ? 'with' : 'without'} JavaScript`, () => {
    const part = story(test)
    let ada
    let ben
    let cerys
    let dilys
    let address
    let second
    stage(async (server, browser) => {
      [ada, ben, cerys, dilys] = await Promise.all([1, 2, 3, 4].map(() => visitor(browser, server.base, { js })))
      for (const [page, email] of [[ada, ADA], [ben, BEN], [cerys, CERYS], [dilys, DILYS]]) {
        await signIn(page, email)
      }
    })

    part('the officer screens, and says that it comes after the decision', async () => {
      await register(ada, 'A story of evening buses')
      address = await startScreening(ada)
      await answerAll(ada, SCREENING)
      await ada.goto(address)
      await follow(ada, 'Timing of this assessment')
      await tick(ada.locator('input[name=timing][value=retrospective]'))
      await press(ada, 'Save')
      await look(ada, 'story-timing-error', { status: 422 })
      await ada.fill('#reason', 'The timetable was signed before the test was known.')
      await press(ada, 'Save')
      assert.match(await text(ada), /After the decision/)
      await look(ada, 'story-tasks')
    })

    part('the officer gives a section to a contributor, who comments and answers', async () => {
      await ada.goto(`${address}/people`)
      await look(ada, 'story-people')
      const owner = ada.locator('select[name="owner-h"]')
      await owner.selectOption({ label: 'Ben Okafor, Community development officer' })
      await press(ada, 'Save')
      assert.match(await text(ada), /Ben Okafor/)
      await ben.goto(`${address}/questions/h4`)
      await advice(ben, 'We asked riders on all 4 routes in October.')
      await press(ben, 'Save and continue')
      await ben.goto(`${address}/comments`)
      await press(ben, 'Add the comment')
      await look(ben, 'story-comment-error', { status: 422 })
      await ben.locator('textarea[name=text]').last().fill('@Transport policy officer is October enough?')
      await press(ben, 'Add the comment')
      await ada.goto('/home')
      assert.match(await text(ada), /Comments that ask for your attention/)
      await look(ada, 'story-home')
      await ada.goto(`${address}/comments`)
      await ada.locator('textarea[name^="text-"]').first().fill('Yes, with the winter figures of last year.')
      await press(ada, /^Reply/, { exact: false })
      await look(ada, 'story-comments')
      await press(ada, /^Mark as settled/, { exact: false })
      assert.match(await text(ada), /Settled/)
      await ada.goto('/home')
      assert.doesNotMatch(await text(ada), /Comments that ask/)
    })

    part('a reviewer asks for a change on a question, and the officer cannot change anything meanwhile', async () => {
      await ada.goto(`${address}/ask-review`)
      await look(ada, 'story-ask-review')
      await press(ada, 'Send to the reviewer')
      assert.equal(ada.status, 422)
      await tick(ada.getByLabel(/Dilys Rowe/))
      await press(ada, 'Send to the reviewer')
      assert.match(await text(ada), /Waiting for a review/)
      await ada.goto(`${address}/questions/h4`)
      assert.doesNotMatch(ada.url(), /questions/)
      await dilys.goto('/home')
      assert.match(await text(dilys), /Waiting for your review/)
      await follow(dilys, 'A story of evening buses')
      await look(dilys, 'story-review')
      await press(dilys, 'Note this change')
      assert.equal(dilys.status, 422)
      await dilys.locator('select[name=question]').selectOption('h4')
      await dilys.fill('#text', 'Say how many riders answered.')
      await press(dilys, 'Note this change')
      assert.match(await text(dilys), /Say how many riders answered/)
      await press(dilys, 'Send the changes to the authors')
      assert.match(await text(dilys), /The reviewer asks for changes/)
    })

    part('the officer changes the answer, replies, and sends it back; the reviewer agrees', async () => {
      await ada.goto(`${address}/changes`)
      await look(ada, 'story-changes')
      await press(ada, 'Send back to the reviewer')
      await look(ada, 'story-changes-unanswered', { status: 422 })
      await follow(ada, 'Open this question')
      await advice(ada, 'We asked riders on all 4 routes in October; 212 answered.')
      await press(ada, 'Save and continue')
      await ada.goto(`${address}/changes`)
      await ada.locator('textarea[name^="reply-"]').fill('Added: 212.')
      await press(ada, /^Save the reply/, { exact: false })
      await press(ada, 'Send back to the reviewer')
      await dilys.goto(`${address}/review`)
      assert.match(await text(dilys), /Added: 212/)
      await press(dilys, 'Agree')
      assert.match(await text(dilys), /The reviewer agrees/)
    })

    part('the signer explains the rules that are not met, and signs', async () => {
      await ada.goto(`${address}/ask-to-sign`)
      await tick(ada.getByLabel(/Cerys Hughes/))
      await press(ada, 'Send to the signer')
      await cerys.goto(`${address}/sign`)
      await tick(cerys.locator('input[name=confirm]'))
      await press(cerys, 'Sign')
      assert.equal(cerys.status, 422, 'a rule that is not met has to be explained')
      for (const area of await cerys.locator('textarea[name^="explain-"]').all()) {
        await area.fill('The timetable is in force already. The evidence that is missing is collected by April, and the second version of this assessment will show it. '.repeat(2))
      }
      if (await cerys.locator('#duty').count()) await cerys.fill('#duty', 'Portfolio holder, 2 December 2026')
      await tick(cerys.locator('input[name=confirm]'))
      await press(cerys, 'Sign')
      const statement = await text(cerys)
      assert.match(statement, /Policy and research manager/, 'the statement names the reviewer')
      assert.match(statement, /After the decision/, 'the statement says that it is late')
    })

    part('it is published, and anyone can read it without signing in', async () => {
      await ada.goto(`${address}/publish`)
      await look(ada, 'story-publish')
      await press(ada, 'Withhold the statement')
      await look(ada, 'story-withhold-error', { status: 422 })
      await press(ada, 'Publish', { exact: true })
      assert.match(await text(ada), /The statement was published on/)
      const link = await ada.getByRole('link', { name: 'Open the published statement' }).getAttribute('href')
      const stranger = await ada.context().browser().newContext({ baseURL: new URL(ada.url()).origin })
      const page = await stranger.newPage()
      const response = await page.goto(link)
      assert.equal(response.status(), 200)
      assert.match(await page.locator('h1').innerText(), /A story of evening buses/)
      const pdf = await page.request.get(`${link}/statement.pdf`)
      assert.equal((await pdf.body()).subarray(0, 4).toString(), '%PDF')
      await stranger.close()
    })

    part('the policy changes: a second version reopens one part, and the rest stays as it was', async () => {
      await ada.goto(`${address}/amend`)
      await press(ada, 'Open the new version')
      await look(ada, 'story-amend-error', { status: 422 })
      await ada.fill('#why', 'Two of the 4 routes run until 9pm after all.')
      await tick(ada.locator('input[name=reopened][value=h]'))
      await press(ada, 'Open the new version')
      second = /\/assessments\/[^/]+/.exec(ada.url())[0]
      assert.notEqual(second, address)
      await ada.goto(`${second}/check/s`)
      await look(ada, 'story-carried-over')
      assert.match(await text(ada), /carried over/i)
      await ada.goto(`${second}/questions/h4`)
      await advice(ada, 'We asked riders again in January; 240 answered.')
      await press(ada, 'Save and continue')
      await ada.goto(`${second}/differences`)
      const differences = await text(ada)
      assert.match(differences, /212 answered/)
      assert.match(differences, /240 answered/)
      await look(ada, 'story-differences')
    })

    part('the second version is signed and supersedes the first; a review is noted', async () => {
      await ada.goto(`${second}/ask-to-sign`)
      await tick(ada.getByLabel(/Cerys Hughes/))
      await press(ada, 'Send to the signer')
      await cerys.goto(`${second}/sign`)
      for (const area of await cerys.locator('textarea[name^="explain-"]').all()) {
        await area.fill('The timetable is in force already. The evidence that is missing is collected by April, and the review of the policy will show it to the committee. '.repeat(2))
      }
      if (await cerys.locator('#duty').count()) await cerys.fill('#duty', 'Portfolio holder, 2 December 2026')
      await tick(cerys.locator('input[name=confirm]'))
      await press(cerys, 'Sign')
      assert.match(await text(cerys), /Two of the 4 routes run until 9pm/)
      await ada.goto(address)
      assert.match(await text(ada), /A newer version has been signed/)
      await look(ada, 'story-superseded')
      await ada.goto('/reviews')
      assert.match(await text(ada), /A story of evening buses/)
      await look(ada, 'story-reviews')
      await ada.goto(`${second}/policy-review`)
      await press(ada, 'Save')
      await look(ada, 'story-policy-review-error', { status: 422 })
      await ada.fill('#finding', 'Ridership on the two late routes came back.')
      await tick(ada.locator('input[name=holds][value=yes]'))
      const soon = new Date(Date.now() + 40 * 86_400_000)
      for (const [name, value] of [['day', soon.getDate()], ['month', soon.getMonth() + 1], ['year', soon.getFullYear()]]) {
        await ada.fill(`input[name="next-${name}"]`, String(value))
      }
      await press(ada, 'Save')
      assert.match(await text(ada), /Ridership on the two late routes came back/)
      await ada.goto('/mitigations')
      assert.equal(await heading(ada), 'Promised mitigations')
      await look(ada, 'story-mitigations')
    })
  })
}
