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
  let timer
  let sending = false
  let sent = new URLSearchParams(new FormData(form)).toString()
  const save = async () => {
    const fields = new URLSearchParams(new FormData(form))
    if (sending || fields.toString() === sent) return
    sending = true
    sent = fields.toString()
    fields.set('action', 'autosave')
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: fields,
        redirect: 'manual',
      })
      const seen = answer.headers.get('x-seen')
      if (answer.status === 204 && seen) {
        form.elements.seen.value = seen
        sent = new URLSearchParams(new FormData(form)).toString()
      }
    } catch {
      // The network is away. The button will send everything again.
    }
    sending = false
  }
  form.addEventListener('input', (event) => {
    if (!event.target.matches('textarea')) return
    clearTimeout(timer)
    timer = setTimeout(save, wait)
  })
  form.addEventListener('submit', () => clearTimeout(timer))
}

