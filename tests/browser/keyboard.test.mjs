// From sign-in to the result of the screening without a mouse. Wherever the focus is, it shows.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ADA, PASSWORD, heading, navigation, question, stage, story, visitor,
} from './support.mjs'

let page
const part = story(test)

stage(async (server, browser) => {
  page = await visitor(browser, server.base)
})

/** What has the focus, and whether that can be seen. */
const focus = () => page.evaluate(() => {
  const node = document.activeElement
  if (!node || node === document.body) return { body: true }
  const shows = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo)
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
      && !/^(transparent|rgba\(.*, 0\))$/.test(style.outlineColor)
    return outline || style.boxShadow !== 'none'
  }
  // The box of a radio or a checkbox is drawn by its label.
  const label = node.matches('.govuk-radios__input, .govuk-checkboxes__input') && node.nextElementSibling
  const box = node.getBoundingClientRect()
  return {
    tag: node.tagName.toLowerCase(),
    name: (node.labels?.[0] ?? node).textContent.trim().replace(/\s+/g, ' '),
    id: node.id,
    html: node.outerHTML.slice(0, 120),
    shown: label ? shows(label, '::before') : shows(node),
    onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1,
  }
})

/** Presses Tab until the wanted thing has the focus. */
async function tabTo(wanted) {
  for (let n = 0; n < 80; n += 1) {
    await page.keyboard.press('Tab')
    const now = await focus()
    if (now.body) continue
    assert.ok(now.shown, `the focus cannot be seen on ${now.html} at ${page.url()}`)
    assert.ok(now.onScreen, `the focus is off the screen on ${now.html} at ${page.url()}`)
    if (wanted(now)) return now
  }
  return assert.fail(`Tab never came to it at ${page.url()}`)
}

const named = (name) => (now) => now.name === name
const enter = () => navigation(page, () => page.keyboard.press('Enter'))

async function typeInto(id, text) {
  await tabTo((now) => now.id === id)
  await page.keyboard.type(text)
}

async function summaryHasFocus() {
  const focused = await page.evaluate(() => document.activeElement?.className)
  assert.match(focused, /govuk-error-summary/)
  assert.match(await page.title(), /^Error: /)
}

part('the first thing that Tab finds skips to the content', async () => {
  await page.goto('/sign-in')
  await page.keyboard.press('Tab')
  const now = await focus()
  assert.equal(now.name, 'Skip to main content')
  assert.ok(now.shown && now.onScreen)
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main-content')
})

part('an empty sign-in moves the focus to the summary of errors', async () => {
  await page.goto('/sign-in')
  await tabTo(named('Sign in'))
  await enter()
  await summaryHasFocus()
  await tabTo((now) => now.tag === 'a' && now.name.startsWith('Enter an e-mail'))
  await page.keyboard.press('Enter')
  assert.equal((await focus()).id, 'email')
})

part('signing in', async () => {
  await page.keyboard.type(ADA)
  await typeInto('password', PASSWORD)
  await enter()
  assert.match(page.url(), /\/home$/)
})

part('registering a policy, first with an error', async () => {
  await tabTo(named('Register a policy'))
  await enter()
  await tabTo(named('Save policy'))
  await navigation(page, () => page.keyboard.press('Space'))
  await summaryHasFocus()
  await typeInto('title', 'A policy typed without a mouse')
  await typeInto('summary', 'The last bus leaves earlier from April 2027.')
  await typeInto('owner_post', 'Head of passenger transport')
  await typeInto('decider', 'Cabinet member for transport')
  await tabTo(named('Save policy'))
  await enter()
  assert.equal(await heading(page), 'A policy typed without a mouse')
})

part('the screening, to its result', async () => {
  await tabTo(named('Start the screening'))
  await enter()
  if (!question(page)) {
    await tabTo(named('Screening'))
    await enter()
  }
  for (const id of ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8']) {
    assert.equal(question(page), id)
    if (id === 's1') {
      await tabTo(named('Save and continue'))
      await enter()
      await summaryHasFocus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      assert.equal((await focus()).id, 'answer', 'the summary leads to the first answer')
      await page.keyboard.press('Shift+Tab')
    }
    if (id === 's4') {
      await tabTo((now) => now.name.startsWith('None of these') || now.name.startsWith('No life change'))
      await page.keyboard.press('Space')
    } else {
      await tabTo((now) => now.tag === 'input')
      // Space chooses the first; arrows move on to the one that says no.
      await page.keyboard.press('Space')
      for (let n = 0; n < 4; n += 1) {
        const value = await page.evaluate(() => document.activeElement.value)
        if (value === (id === 's2' ? 'yes' : 'no')) break
        await page.keyboard.press('ArrowDown')
        const now = await focus()
        assert.ok(now.shown, `the focus cannot be seen on ${now.html}`)
      }
    }
    await tabTo(named('Save and continue'))
    await enter()
  }
  assert.match(page.url(), /\/screening$/)
  assert.match(await page.locator('main').innerText(), /full assessment/)
})

part('every link and button of the task list and the register shows its focus', async () => {
  await tabTo(named('Continue to the task list'))
  await enter()
  await tabTo(named('Cookies'))
  await page.goto('/policies')
  await tabTo(named('Cookies'))
})

part('Enter in a text field saves and goes on, and does not add or remove a row', async () => {
  await page.goto('/home')
  await tabTo(named('A policy typed without a mouse'))
  await enter()
  await page.goto(`${page.url().replace(/\/$/, '')}/questions/a2`)
  await tabTo((now) => now.tag === 'input')
  await page.keyboard.type('Leave it as it is')
  await enter()
  assert.equal(question(page), 'a3')
})
