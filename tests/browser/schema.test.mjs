// The schema that editors use takes every file that we ship, and refuses what the checker refuses.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import Ajv from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import { binary, root } from './support.mjs'

const schema = JSON.parse(execFileSync(binary(), ['schema'], { encoding: 'utf8' }))
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema)

const files = (folder) => readdirSync(resolve(root, folder))
  .filter((name) => name.endsWith('.yaml')).map((name) => join(root, folder, name))
const read = (path) => parse(readFileSync(path, 'utf8'))

test('it takes every questionnaire that ships, and every good one of the tests', () => {
  const all = [...files('questionnaires'), ...files('tests/questionnaires/good')]
  assert.ok(all.length > 15, `${all.length} files`)
  for (const path of all) {
    assert.ok(validate(read(path)), `${path}: ${JSON.stringify(validate.errors?.slice(0, 4), null, 1)}`)
  }
})

test('it refuses unknown keys and wrong types', () => {
  const good = read(join(root, 'questionnaires/central-policy.yaml'))
  for (const spoil of [
    (file) => { file.titel = 'x' },
    (file) => { file.sections[0].questions[0].type = 'radoi' },
    (file) => { file.sections[0].questions[0].options[0].trigger = 'sharp' },
    (file) => { file.sections = {} },
    (file) => { delete file.version },
  ]) {
    const file = structuredClone(good)
    spoil(file)
    assert.ok(!validate(file), spoil.toString())
  }
})
