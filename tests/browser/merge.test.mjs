// Two people answer the same question, 20 times with JavaScript and 20 times without, in both orders.
// The second sees both answers once and chooses; nothing is lost.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import {
  ADA, BEN, SCREENING, answerAll, fill, look, navigation, press, question, register, signIn, stage,
  startScreening, tick, visitor,
} from './support.mjs'

let server
let browser
stage((started, chromium) => {
  server = started
  browser = chromium
})

const ALL = {
  h4: (text) => async (page) => {
    await page.locator('input[name$=":organisation"]').first().fill(text)
    await page.locator('input[name$=":advice"]').first().fill(`Advice of ${text}`)
  },
  a2: (text) => async (page) => {
    await page.locator('input[name^="row:"][name$=":name"]').first().fill(text)
    await page.locator('textarea[name$=":about"]').first().fill(`About ${text}`)
  },
}

const LABELS = { yes: 'Yes', no: 'No', dont_know: 'Don’t know' }

for (const js of [true, false]) {
  describe(`two people at once, ${js ? 'with' : 'without'} JavaScript`, () => {
    let ada
    let ben
    let address
    const shown = new Set()

    before(async () => {
      ada = await visitor(browser, server.base, { js })
      ben = await visitor(browser, server.base, { js })
      await signIn(ada, ADA)
      await signIn(ben, BEN)
      await register(ada, `Merging ${js ? 'with' : 'without'} JavaScript`)
      address = await startScreening(ada)
      await answerAll(ada, SCREENING)
    })

    /** Both open the question; the first saves, then the second, who must see both. */
    async function clash(id, [first, firstValue], [second, secondValue], texts) {
      const at = `${address}/questions/${id}`
      await first.goto(at)
      await second.goto(at)
      assert.equal(question(second), id)
      await fill(first, firstValue)
      await fill(second, secondValue)
      await press(first, 'Save and continue')
      assert.notEqual(first.status, 409, 'the first is not asked to choose')
      await press(second, 'Save and continue')
      assert.equal(second.status, 409, 'the second is asked to choose')
      const text = await second.locator('main').innerText()
      for (const typed of texts) assert.ok(text.includes(typed), `the choice shows ${typed}`)
      if (!shown.has(id)) {
        shown.add(id)
        await look(second, `merge-${id}`)
        await press(second, 'Save this answer')
        await look(second, `merge-${id}-error`, { status: 422 })
      }
      await first.goto(address)
      assert.match(await first.locator('main').innerText(), /Two people answered at the same time/)
    }

    async function kept(id, typed) {
      await ada.goto(`${address}/questions/${id}`)
      return typed(ada)
    }

    async function choose(page, place) {
      await tick(page.locator('input[name=choice]').nth(place))
      await press(page, 'Save this answer')
    }

    const chosen = (page) => page.locator('input[name=answer]:checked').inputValue()

    const radios = [
      ['yes', 'no', 0], ['no', 'dont_know', 1], ['yes', 'no', 1], ['yes', 'dont_know', 0],
      ['no', 'yes', 1], ['no', 'dont_know', 0], ['yes', 'dont_know', 1], ['no', 'yes', 0],
    ]
    for (const [round, [one, other, choice]] of radios.entries()) {
      const order = round % 2 ? 'Ben first' : 'Ada first'
      test(`a choice, round ${round + 1}, ${order}`, async () => {
        const [first, second] = round % 2 ? [ben, ada] : [ada, ben]
        await clash('b4', [first, one], [second, other], [LABELS[one], LABELS[other]])
        await choose(second, choice)
        assert.equal(await kept('b4', chosen), choice === 0 ? one : other)
        await ada.goto(address)
        assert.doesNotMatch(await ada.locator('main').innerText(), /Two people answered/)
      })
    }

    // The demonstration has an assessment that has come as far as free text.
    for (const [round, choice] of [2, 0, 1, 2, 1, 0].entries()) {
      const order = round % 2 ? 'Ada first' : 'Ben first'
      test(`free text, round ${round + 1}, ${order}`, async () => {
        const own = address
        try {
          await ada.goto('/home')
          await navigation(ada, () => ada.getByRole('link', { name: 'Library opening hours' }).click())
          address = new URL(ada.url()).pathname
          const [first, second] = round % 2 ? [ada, ben] : [ben, ada]
          const one = `One ${js} ${round} “ö & <b>”\n\nwith a second paragraph`
          const other = `Other ${js} ${round} ŵ`
          await clash('h6', [first, one], [second, other], [`One ${js} ${round} “ö & <b>”`, other])
          const both = await second.locator('#both').inputValue()
          assert.ok(both.includes(one) && both.includes(other), 'both texts can be put together')
          if (choice === 2) await second.fill('#both', `${both}\n\nand together`)
          await choose(second, choice)
          const value = await kept('h6', (page) => page.inputValue('#answer'))
          assert.equal(value, [one, other, `${both}\n\nand together`][choice])
        } finally {
          address = own
        }
      })
    }

    for (const [round, id] of ['a2', 'h4', 'a2', 'h4', 'a2', 'h4'].entries()) {
      const order = round % 2 ? 'Ada first' : 'Ben first'
      test(`text typed into ${id}, round ${round + 1}, ${order}`, async () => {
        const [first, second] = round % 2 ? [ada, ben] : [ben, ada]
        const one = `First of round ${round} “ö & <b>”`
        const other = `Second of round ${round} ŵ`
        await clash(id, [first, ALL[id](one)], [second, ALL[id](other)], [one, other])
        const choice = round % 4 < 2 ? 1 : 0
        await choose(second, choice)
        const value = await kept(id, (page) => (
          page.locator('input[name^="row:"]').first().inputValue()
        ))
        assert.equal(value, choice === 0 ? one : other)
        await ada.goto(`${address}/history`)
        const history = await ada.locator('main').innerText()
        assert.ok(history.includes(one) && history.includes(other), 'both stay in the history')
      })
    }
  })
}
