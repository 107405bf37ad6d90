# One’s own account, signing in, the audit log, records, and the register as a whole.

nav-audit = Audit
account-title = Your account
account-change-text = If something here is wrong, ask the administrator of your organisation.
account-sign-in = Signing in
account-password = Change your password
account-password-text = Your other sessions end when you change it.
account-factor = Second factor
field-password-now = Your password now
fault-password-now = Enter your present password
factor-is-on = Your sign-in asks for a code as well as your password.
factor-is-off = Your sign-in asks for your password only. A second factor makes your account much safer.
factor-needed = This service asks you for a second factor. Turn it on to go on with your work.
factor-text = Use an app that shows codes. Scan the picture or type the key into the app. Then enter the code that the app shows.
factor-qr = QR code with the key below
factor-key = Key
field-code = Code
field-code-hint = 6 digits
field-code-or-recovery = 6 digits from your app, or one of your recovery codes
factor-save = Turn on the second factor
factor-remove = Turn off the second factor
factor-codes = Your recovery codes
factor-codes-text = Keep these codes in a safe place. Each works once if you do not have your app. They are not shown again.
fault-otp = Enter the code that your app shows now. A code works once
fault-code-too-many = Too many codes did not work, or it took too long. Sign in again
code-title = Enter your code
sessions-title = Where you are signed in
session-started = Since
session-seen = Last used
session-browser = Browser
session-this = This browser
session-end = Sign out there
sessions-end = Sign out everywhere else
session-soon = Your session ends in 5 minutes. Nothing you type is lost, but you will have to sign in again.
session-stay = Stay signed in
digest-title = Digest by e-mail
digest-text = A digest lists what waits for you: references only, no titles. It is sent only when something waits.
digest-no-mail = This service does not send e-mail. What waits for you is on your home page.
digest-how-often = How often?
digest-off = Never
digest-weekly = At most once a week
digest-daily = At most once a day
digest-now = Send me the digest now
digest-sent = The digest was sent to your address.
digest-nothing = Nothing waits for you, so nothing was sent.
digest-failed = The mail server did not take it. The administrator can see why in the log.
own-data-title = What is kept about you
own-data-text = You can download everything that the service keeps about you: your account and its history, your sessions, and the assessments you wrote in. Your password is not kept, only a hash of it.
own-data-link = Download my data (JSON)
mail-subject =
    { $n ->
        [one] The loneliness test: 1 thing waits for you
       *[other] The loneliness test: { $n } things wait for you
    }
mail-hello = This waits for you in the loneliness test.
mail-links = Open it: { $link }
    Get this less often, or never: { $off }

password-show = Show
password-hide = Hide
password-show-label = Show password
password-hide-label = Hide password
password-is-shown = Your password is visible
password-is-hidden = Your password is hidden

notice-subject = The loneliness test: a change to your account
notice-password-set = A new password was chosen for your account.
notice-factor-set = A second factor was turned on for your account.
notice-factor-removed = The second factor of your account was turned off.
notice-recovery-code = Someone signed in to your account with a recovery code. It does not work again.
notice-code-again = A code of your second factor was entered a second time. It was refused.
notice-token-made = A token was made for your account. With it a program acts for you.
notice-link-made = An administrator made a link with which a new password is chosen for your account. If you had a second factor, it was turned off.
notice-email-changed = An administrator changed the e-mail address with which you sign in. This is the last message to this address.
notice-provider = Your account can now be used with the sign-in of your organisation. It was used so for the first time.
notice-not-you = If you did this or asked for it, there is nothing to do. If not, tell the administrator of your organisation at once.
    Your account: { $link }
notice-end-subject = The loneliness test: something ends soon
notice-token-ends = Your token “{ $name }” works until { $day }. A program that uses it needs another one then. You can make one under “Your account”: { $link }
notice-access-ends = Your access to the loneliness test ends after { $day }. If you need it for longer, ask the administrator of your organisation.

sign-in-provider-title = Sign in with your organisation
sign-in-provider = Sign in with your organisation’s account
provider-title = You are not signed in
provider-stale = This sign-in was begun in another browser, was used already, or took too long.
provider-unknown = Nobody in this service has your account, or your access has ended. Ask the administrator of your organisation to add you with your work e-mail address.
provider-failed = The sign-in service of your organisation does not answer, or its answer could not be trusted. Try again in a few minutes.
provider-again = Try again
provider-local = Sign in with an e-mail address and a password
provider-kept-title = What you typed is kept
provider-kept-text = Sign in with your organisation. What you typed is offered to you again afterwards.
signed-out-title = You are signed out
signed-out-text = You are signed out of this service. You may still be signed in at your organisation.
signed-out-there = Sign out there too

audit-title = Audit
audit-text = Every change is kept with what was there before, and sealed to the change before it. Here you can prove that nothing was altered, removed or reordered.
audit-verify = Verify everything now
audit-verified = Verification
audit-whole = Whole and unaltered.
audit-problems = Something is wrong. Each place is named below.
audit-records = Records checked
audit-entries = Audit entries checked
audit-checkpoints = Checkpoints checked
audit-when = Verified at
audit-export-title = Take it away
audit-export-text = The audit log can be verified without this service: loneliness-test verify --audit-log audit-log.jsonl
audit-export = Download the audit log (JSON Lines)
audit-until = Up to the end of a day
audit-until-hint = Leave it empty for everything. The log of an earlier day ends with the last checkpoint before midnight
access-title = Who was shown what
access-text = Every page that an auditor reads and every file that is handed out, newest first.
access-when = When
access-what = What
access-empty = Nothing has been written down yet.

import-title = Import policies
import-text = Paste or choose a CSV file with the columns title, summary, owner_post, decider, decision_date and marking. With a reference, a row changes that policy; without one, it adds a policy. Nothing is changed before you have seen what would be.
import-source = CSV file
import-check = See what would change
import-link = Import policies (CSV)
import-preview = What the import would do
import-summary = New: { NUMBER($new) }. Changed: { NUMBER($changed) }. Unchanged: { NUMBER($unchanged) }. Refused: { NUMBER($refused) }.
import-do = Import the new and changed rows
import-done-title = Imported
import-nothing = There is nothing to import.
import-line = Line { $line }
import-head-line = Line
import-head-outcome = Outcome
import-new = New
import-changed = Changed
import-unchanged = Unchanged
import-refused = Refused
import-duplicate = A policy with this title is in the register: { $reference }
import-unknown-reference = No policy of yours has this reference
import-locked = This policy is with a reviewer or signer, or signed
import-marking = The marking is neither OFFICIAL nor OFFICIAL-SENSITIVE
fault-import = The file cannot be read
similar-title = Is this the same policy?
similar-text = Another policy in the register has the same title.

overlaps-title = Other assessments of the same groups and areas
overlaps-text = People can be affected by several policies at once. These open assessments name the same groups in the same areas. An assessment without areas counts for every area.
overlaps-none = No other open assessment names the same groups in the same areas.
overlaps-groups = Groups in common
here-now = { $who } was here { $minutes ->
        [0] just now
        [one] 1 minute ago
       *[other] { NUMBER($minutes) } minutes ago
    }: { $place }
here-elsewhere = task list

personal-postcode = The text seems to hold a postcode.
personal-confirm = This is not personal data of a member of the public
personal-confirm-title = Check before you save
fault-personal = Take out the personal data, or confirm that it is not about a member of the public

readers-title = Named readers
readers-text = This policy is OFFICIAL-SENSITIVE. Besides the person who registered it and those who work on its assessment, only these people can read it.
readers-who = Who may read it?
transfer-title = Give this policy to another organisation
transfer-text = Use this when responsibility moves. Everything that is not signed goes along. Signed statements stay with the organisation that signed them.
transfer-to = Organisation
transfer-on = First day
transfer-button = Give it to this organisation

records-title = Records
records-class = How long is it kept?
records-class-standard = 7 years after its end
records-class-long = 20 years after its end
records-due = May be disposed of from
records-not-ended = Not before it is closed or superseded
records-hold = Legal hold
records-hold-text = While there is a legal hold, nothing can be disposed of.
records-hold-reason = Why is it held?
records-hold-set = Set a legal hold
records-hold-end = End the legal hold
records-disposal = Disposal
records-disposal-text = At the end of its time a record is disposed of by two people. A certificate stays.
records-propose = Propose disposal
records-propose-reason = Why can it go?
records-proposed = Disposal was proposed by { $who } on { $day }: { $reason }
records-confirm = Confirm and dispose of it
records-confirm-warning = The policy, its assessments, comments and statements are removed for ever. Only the certificate stays.
records-withdraw = Withdraw the proposal
records-other-person = Another person has to confirm.
certificate-text = The records of { $reference } were disposed of on { $day }.
certificates-title = Certificates of disposal
certificates-none = Nothing has been disposed of.
fault-hold = Enter why it is held
fault-disposal = Enter why it can go

release-title = Release marks
release-text = Mark the answers that must not be released. The redacted statement shows the exemption in their place.
release-none = Can be released
release-save = Save the marks
release-pdf = Download the redacted statement (PDF)
release-link = Release marks and redacted statement
withheld-answer = [Withheld: { $code }]
did-commented = Commented
did-thread-settled = Marked comments as settled
did-thread-reopened = Opened settled comments again
did-release-marked = Changed the release marks
import-organisations = Import organisations
import-organisations-text = Paste or choose a CSV file with the columns name, type (department, council or other) and contact, and if you like welsh_name, gss, from, to and successor. An organisation is found by a name that it has or had. Nothing is changed before you have seen what would be.
import-organisation-type = The type is neither department, council nor other
import-organisation-name = A name has at most 200 characters, and only such as can be shown
import-organisation-code = A code needs its first day, and has a letter and 8 digits, such as E10000099
import-organisation-successor = An end needs its day and a successor that is known or in the file
