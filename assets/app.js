// Comfort only: every page works without this.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}
initAll()

// What is typed is kept while it is being written, not only when a button is pressed.
const wait = 3000
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const typed = () => {
    const fields = new URLSearchParams(new FormData(form))
    fields.delete('seen')
    return fields.toString()
  }
  let saved = typed()
  let timer
  let sending = false
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(save, wait)
  }
  const save = async () => {
    if (sending) return later()
    const now = typed()
    if (now === saved) return
    sending = true
    const fields = new URLSearchParams(new FormData(form))
    fields.set('action', 'autosave')
    try {
      // A button is called `action`, so `form.action` would be that button.
      const answer = await fetch(form.getAttribute('action'), {
        method: 'POST',
        body: fields,
        redirect: 'manual',
      })
      const seen = answer.headers.get('x-seen')
      if (answer.status === 204 && seen) {
        form.elements.seen.value = seen
        saved = now
      }
    } catch {
      // The network is away. The button will send everything again.
    }
    sending = false
  }
  form.addEventListener('input', (event) => {
    if (event.target.matches('textarea')) later()
  })
  form.addEventListener('submit', () => clearTimeout(timer))
}

// A questionnaire can be chosen from a file; what is sent is the text.
for (const group of document.querySelectorAll('[data-file-for]')) {
  group.hidden = false
  const target = document.getElementById(group.dataset.fileFor)
  group.querySelector('input').addEventListener('change', async (event) => {
    const [file] = event.target.files
    if (file) target.value = await file.text()
  })
}

// Five minutes before the session ends, say so. Asking for any page makes it last longer.
const ends = Number(document.body.dataset.sessionEnds)
const warning = document.querySelector('[data-session-warning]')
if (ends && warning) {
  const warnLater = (seconds) => setTimeout(() => { warning.hidden = false }, Math.max(0, seconds - 300) * 1000)
  warnLater(ends)
  warning.querySelector('button').addEventListener('click', async () => {
    try {
      const answer = await fetch('/account/session', { redirect: 'manual' })
      if (answer.status !== 200) return
      warning.hidden = true
      warnLater(Number(await answer.text()))
    } catch {
      // The network is away; the warning stays.
    }
  })
}

// Work that goes on: the page is asked for again until it is done.
if (document.querySelector('[data-progress]')) {
  setTimeout(() => location.reload(), 2000)
}
