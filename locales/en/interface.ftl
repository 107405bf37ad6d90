# The words of the pages, beside those of the statement.

service-name = The loneliness test
error-prefix = Error:
error-word = Error
skip-link = Skip to main content
back = Back
demo-label = Demonstration
demo-banner = Demonstration: the people and policies here are made up, and so are the statements. The departments are real only in the sample register of commitments, which was put together from public sources. Do not enter real ones.
phase = Beta
phase-text = This is a new service. Your organisation’s administrator can pass on what you think of it.
menu = Menu
nav-home = Your work
nav-policies = Policy register
nav-people = People
nav-help = Help
signed-in-as = Signed in as { $name }
sign-out = Sign out
sign-in = Sign in
footer-accessibility = Accessibility statement
footer-privacy = Privacy notice
footer-cookies = Cookies
footer-method = How the level is made
footer-help = Help
footer-questions = All questions
footer-licence = Documents are issued under the Open Government Licence v3.0, unless stated otherwise.
summary-title = There is a problem
save-continue = Save and continue
save-later = Save and come back later
continue = Continue
change = Change
optional = (optional)
day = Day
month = Month
year = Year
csv = Download CSV
warning = Warning
important = Important
or = or

page-kept-title = What you typed is kept
page-kept = Your session had ended, and you have signed in again. Nothing you typed is lost. It is below. Select “Save what I typed” to send it.
again-button = Save what I typed
again-typed = What you typed
reference-number = Reference number: { $reference }

start-now = Start now
start-signed-in = Go to your work
start-questions = Read all the questions before you start
start-questionnaires = Questionnaires on offer
demo-people-title = Who can sign in to this demonstration
demo-people-password = Everyone has the same password: { $password }
head-address = E-mail address
head-post = Post
head-organisation = Organisation

sign-in-title = Sign in
sign-in-again-title = Your session has ended. Sign in again
sign-in-kept = Nothing you typed is lost. It is offered to you again after you sign in.
field-email = E-mail address
field-password = Password
fault-sign-in = Enter an e-mail address and a password that belong together
fault-too-many = Too many tries did not work. Wait 15 minutes, then try again

set-up-title = Set up the loneliness test
set-up-text = You are the first person to use this service. Name your organisation, and make an account for yourself. You will be the administrator and can add other people.
field-organisation = Name of your organisation
field-contact = Contact mailbox of your organisation
field-contact-hint = Statements print this address. Use a shared mailbox, not a person’s.
field-name = Full name
field-post = Post
field-post-hint = For example, Transport policy manager. Documents name posts, not people.
field-new-password = Choose a password
field-new-password-hint = At least 12 characters. Three words that you can remember make a good one.
set-up-button = Set up the service
password-title = Choose a password
password-text = { $name }, your account has the e-mail address { $email }.
password-button = Save and sign in
fault-name-missing = Enter a full name
fault-email = Enter an e-mail address, such as name@example.org
fault-email-taken = Someone with this e-mail address has an account already
fault-post-missing = Enter a post
fault-organisation-missing = Enter or select an organisation
fault-contact = Enter the e-mail address of a shared mailbox
fault-roles-missing = Select at least one role
fault-password-short = Enter a password of at least 12 characters
fault-password-long = Enter a password of 128 characters or fewer
fault-password-name = Choose a password that does not contain your name
fault-password-guessable = Choose a password that is harder to guess

home-title = Your work
home-sign = Waiting for your signature
home-writing = Assessments you are writing
home-finished = Signed
home-all = Show all { $n } under “{ $heading }”
home-empty = You have no assessments yet.
home-register = Register a policy
home-policies = Open the policy register

policies-title = Policy register
policies-count =
    { $total ->
        [0] No policies
        [one] 1 policy
       *[other] { NUMBER($total) } policies
    }
policies-restricted =
    { $n ->
        [one] 1 more policy is restricted. Only named readers see it.
       *[other] { NUMBER($n) } more policies are restricted. Only named readers see them.
    }
policies-none = No policy matches. Change the words or the filter.
policies-empty = The register is empty. Every policy that should be tested belongs in it, also those that nobody has screened yet.
policies-words = Words in the title or the reference
policies-progress = How far
policies-all = All
policies-filter = Filter
policies-clear = Clear the filter
policies-register = Register a policy
head-reference = Reference
head-title = Title
head-owner-post = Owner
head-progress = How far
head-marking = Marking
page-of = Page { $page } of { $pages }
previous = Previous
next = Next
progress-not-screened = Not yet screened
progress-screening = Screening
progress-not-required = No assessment required
progress-in-assessment = In assessment
progress-awaiting-signature = Awaiting signature
progress-declared = Declared: not required
progress-superseded = Superseded
progress-signed = Signed
policy-new-title = Register a policy
policy-change-title = Change what is stated about the policy
policy-title = Title
policy-title-hint = As the decider will know it. Up to 200 characters.
policy-summary = Summary
policy-summary-hint = What will change, for whom, and from when. Two or three sentences are enough. They open the statement.
policy-owner-post = Owner
policy-owner-post-hint = The post that answers for the policy, not a person’s name.
policy-decider = Decider
policy-decider-hint = The post or the committee that will decide.
policy-decision-date = Decision date
policy-decision-date-hint = For example, 27 3 2027. Leave it empty if it is not known.
policy-marking = Security marking
policy-marking-hint = Do not use this service for SECRET or above. Use another system for that.
marking-official = OFFICIAL
marking-official-hint = People in your organisation can read it.
marking-official-sensitive = OFFICIAL-SENSITIVE
marking-official-sensitive-hint = Only you and the people who work on the assessment can read it. Others see that it exists, not its title.
policy-save = Save policy
policy-progress = How far
policy-details = What is stated
policy-assessments = Assessments
policy-assessment = Assessment, version { NUMBER($number) }
policy-no-assessments = Nobody has screened this policy yet.
policy-start = Start the screening
policy-start-text = The screening has 8 questions and takes about 10 minutes. It tells you whether an assessment is needed.
policy-questionnaire = Which questionnaire fits?
fault-title-missing = Enter a title
fault-title-long = Enter a title of 200 characters or fewer
fault-summary-missing = Enter a summary
fault-summary-long = Enter a summary of 5,000 characters or fewer
fault-owner-missing = Enter the post that owns the policy
fault-owner-long = Enter an owner of 200 characters or fewer
fault-decider-missing = Enter the post or committee that will decide
fault-decider-long = Enter a decider of 200 characters or fewer

tasks-progress = You have completed { NUMBER($done) } of { NUMBER($all) } tasks.
tasks-screening = Screening
tasks-effects = What changes, and for whom
tasks-ratings = Ratings
tasks-follow-up = Evidence, mitigation and follow-up
tasks-finish = Finish
task-screening-result = Screening result
task-no-ratings = Your answers show no change to rate
task-ratings-later = Opens when you have said what changes, for whom, and which options you compare
task-mitigations = Reduce harm
task-mitigations-later = Opens when a rating shows harm
task-result = Result
task-ask = Ask for a signature
task-awaiting = Waiting for the signature
task-signed = Signed
status-completed = Completed
status-in-progress = In progress
status-not-started = Not yet started
status-cannot-start = Cannot start yet
status-problem = There is a problem
status-optional = Optional
tasks-merge-title = Two people answered at the same time
tasks-merge-text = Both answers are kept. Choose one, or put them together.
tasks-returned-title = The signer sent this back
tasks-awaiting-title = Waiting for a signature
tasks-awaiting-text = Nothing can be changed while the signer reads it.
tasks-withdraw = Take the request back
tasks-sign = Read and sign
tasks-signed-title = This assessment is signed
tasks-statement = Read the statement
tasks-statement-draft = Read the draft statement
tasks-history = See the history
tasks-level = After mitigation: { $level }

question-position = Question { NUMBER($number) } of { NUMBER($of) }
question-why = Why we ask
question-help = Help with this question
question-figures = What is known
question-rates = Published rates of loneliness for each group
head-higher-risk = Counted as at higher risk
add-another = Add another
remove = Remove
remove-row = Remove { $name }
row-number = Entry { NUMBER($number) }
words-left = You can write up to { NUMBER($max) } words.
groups-own = Your own groups
groups-own-text = Add a group that is not in the list. Name a group, not a person.
groups-own-name = Name of the group { NUMBER($number) }
groups-own-family = What the group has in common
groups-choose-family = Choose
options-nothing = “Do nothing” is always compared. You do not need to add it.
options-name = Option { NUMBER($number) }
options-about = What it is
options-preferred = Which option is carried forward?
options-preferred-hint = The level is that of the option carried forward. If you have not chosen yet, it is that of the worst option.
options-preferred-this = Carry this option forward
options-none = Not chosen yet
personal-title = Is this about a member of the public?
personal-email = The text seems to hold an e-mail address.
personal-phone = The text seems to hold a telephone number.
personal-nhs = The text seems to hold an NHS number.
personal-ni = The text seems to hold a National Insurance number.
personal-text = Take personal data of the public out. It is not needed here, and the statement may be published.

fault-choose = Select an answer
fault-choose-any = Select all that apply, or “None of these”
fault-choose-group = Select at least one group, or add your own
fault-group-name = Enter the name of the group
fault-family = Select what the group has in common
fault-option-missing = Enter at least one option
fault-option-name = Enter the name of the option
fault-same-name = Enter a name that no other option has
fault-date-missing = Enter a date
fault-date = Enter a real date, such as 27 3 2027
fault-row-missing = Fill in at least one entry
fault-field-missing = Enter { $field }
fault-enter = Enter an answer
fault-unknown-option = Select an answer from the list
fault-none-with-others = Select either “None of these” or the answers that apply, not both
fault-too-many-words =
    { $over ->
        [one] Take out 1 word. You can write up to { NUMBER($max) } words
       *[other] Take out { NUMBER($over) } words. You can write up to { NUMBER($max) } words
    }
fault-enter-number = Enter a number
fault-decimal = Enter a number, such as 3 or 3.5
fault-too-low = Enter a number that is { $min } or more
fault-too-high = Enter a number that is { $max } or less
fault-decimals = { $most ->
    [0] Enter a whole number, without decimals
    [one] Enter a number with at most 1 decimal
   *[other] Enter a number with at most { $most } decimals
}
fault-area = Enter the code of an area, such as E06000001
language = Language
other-language = Cymraeg
choose = Choose
fault-number = Enter a whole number, such as 1,200
fault-too-many-rows = Enter at most { NUMBER($most) }
fault-merged = Someone else has chosen an answer meanwhile. Yours is below: save it if it should count
fault-line = Use at most 200 characters
fault-long = Use at most 5,000 characters
fault-answer = Use at most 20,000 characters
fault-control = Take out the characters that cannot be shown. They often come with copied text

merge-title = Two people answered at the same time
merge-text = Someone else answered this question while you were working on it. Both answers are kept. Choose one, or put them together.
merge-which = Which answer should stand?
merge-by = { $who }, { $at }
merge-both = Put them together
merge-both-hint = Edit the text below
merge-both-label = Both texts
merge-save = Save this answer
fault-merge = Select the answer that should stand

check-title = Check your answers: { $section }
check-open =
    { $n ->
        [one] 1 question still needs an answer.
       *[other] { NUMBER($n) } questions still need an answer.
    }
check-continue = Back to the task list
check-problem = This answer has a problem

screening-because = Why
screening-causes = The answers that caused this
screening-continue = Continue to the task list
screening-declare = Ask for a signature
screening-declare-text = A signer confirms that no assessment is required. The signed declaration is a one-page document.
screening-missing =
    { $n ->
        [one] 1 screening question still needs an answer.
       *[other] { NUMBER($n) } screening questions still need an answer.
    }

rating-option = Option: { $option }
rating-because = You rate this because of your answer to: { $question }
rating-examples = An example of harm, and one of benefit
rating-words = What the words mean
rating-all = The same for all groups
rating-all-button = Fill in all groups
rating-all-text = If all groups are affected alike, choose once here. You can change single groups below afterwards.
rating-choose = Choose
rating-reason = Reason, in a line
rating-reason-hint = Strong ratings need a reason. The statement prints it.
rating-result = Result
rating-working = How this was worked out
rating-save = Save and see the points
rating-next = Continue
rating-saved-title = Saved
rating-saved = The points of each group are shown below.
rating-optional = Rate “Do nothing” when things would change without the policy too. You can leave it.
fault-factor-missing = { $group }: choose an answer to “{ $factor }”
fault-reason-missing = { $group }: enter a reason for the strong rating
step-read-as = “Don’t know” is read as a cautious answer.
step-table = { $table }: { NUMBER($value) }
step-uplift = { $table }: raised to { NUMBER($value) }, because the group is at higher risk of loneliness
step-people = { $table }: raised to { NUMBER($value) }, because very many people are affected
step-product = Multiplied: { NUMBER($value) }
step-floor = Raised to { NUMBER($value) }: { $because }
step-weak-evidence = Lowered to { NUMBER($value) }, because the evidence is weak

open-ratings =
    { $rows ->
        [one] Rate 1 group: { $pathway } ({ $option })
       *[other] Rate { NUMBER($rows) } groups: { $pathway } ({ $option })
    }
open-reason = Give a reason for the strong rating: { $rating }
open-unmarked = You said that some people could lose their only regular contact. Mark the ratings that this applies to.
open-plan = Say what a mitigation does

mitigations-plan = Your plan
mitigations-none = You have not planned anything yet.
mitigations-level = Before mitigation: { $before }. After mitigation: { $after }.
mitigations-counts = Counts
mitigations-possible = Listed as possible. It counts when it has an owner, a date and funding
mitigations-changes = Changes
mitigations-no-changes = No rating yet
mitigations-edit = Change { $name }
mitigations-edit-changes = Change what it does to the ratings: { $name }
mitigations-harms = Harms, and what is done about them
mitigations-covered = In the plan
mitigations-uncovered = Not in the plan
mitigations-reason-link = Give a reason
mitigations-reason-change = Change the reason
mitigations-suggested = Suggested by your answers
mitigations-others = More mitigations
mitigations-add = Add { $name }
mitigations-own = Write your own mitigation
head-harm = Harm
head-plan = What is done
mitigation-new = Add a mitigation
mitigation-change = Change a mitigation
field-action = What will you do?
field-action-hint = One action. Say what people will notice.
field-owner = Who owns it?
field-owner-hint = The post, not a person’s name.
field-date = When will it be in place?
field-date-hint = For example, 27 3 2027
field-funded = Is the money agreed?
field-funded-hint = A mitigation counts only when it has an owner, a date and agreed funding.
field-evidenced = Is there evidence that it works?
field-evidenced-hint = Without evidence it can improve a rating by one band at most.
field-ratings = Which ratings does it change?
field-ratings-none = No rating shows harm yet.
fault-action-missing = Enter what you will do
changes-title = What does it change?
changes-text = For each rating, choose what it becomes. Choose only what the mitigation really changes.
changes-now = Now: { $now }
changes-same = No change
changes-save = Save
reason-title = Why is nothing done about this harm?
reason-label = Reason
reason-hint = The statement prints it. A moderate harm needs a mitigation or a reason.
fault-reason = Enter a reason

result-title = Result
result-range = The level can still be anything from { $low } to { $high }.
result-duties = What this level asks for
result-signer = Who signs
result-review = Review within { NUMBER($months) } months.
result-rules = Rules before sign-off
result-rules-text = A rule that is not met does not stop the policy. The signer must explain why it is signed all the same, and the statement prints the explanation.
result-open-title = Still to be done
result-working = The whole working
result-ask = Ask for a signature
result-nothing-open = Everything is answered.
head-working = Working
rule-met = Met
rule-not-met = Not met
rule-unknown = Not yet known

ask-title = Ask for a signature
ask-who = This level is signed by: { $who }
ask-declaration = Why is no assessment required?
ask-declaration-hint = The declaration prints it. Say what you looked at.
fault-declaration = Enter why no assessment is required
ask-signer = Who should sign?
ask-signer-hint = Only people with the signer role who have not written in this assessment are listed.
ask-no-signers = Nobody in your organisation can sign this. Ask the administrator to add a signer who has not written in this assessment.
ask-open = Still to be done
ask-open-text = You can ask for a signature all the same. The signer must then explain why it is signed before it is complete.
ask-unmet = Rules that are not met
ask-wrong-level = Check that this person is the right signer for this level. The list holds only those who may sign it.
ask-button = Send to the signer
ask-warning = Nothing can be changed while the signer reads it. You can take the request back.
fault-signer = Select who should sign
fault-incomplete = Complete the screening, and choose between answers that were typed at the same time, before you ask for a signature

sign-title = Read and sign
sign-who = This level is signed by: { $who }
sign-text = Read this version. Your signature is bound to exactly this content.
sign-pdf = Open this version as a PDF
sign-explain-title = Rules that are not met
sign-explain-text = Explain why you sign all the same. The statement prints your explanation. Write at least 150 characters for each.
sign-explain-label = Why do you sign although this rule is not met? { $rule }
sign-confirm = I have read this version
sign-confirm-title = Confirm
sign-button = Sign
sign-back-title = Send it back
sign-back-text = If something has to change first, say what. The authors can then change the assessment and ask you again.
sign-back-label = What has to change?
sign-back-button = Send it back
sign-statement = The version you are asked to sign
fault-explanation = Enter at least { NUMBER($least) } characters for the rule “{ $rule }”
fault-confirm = Confirm that you have read this version
fault-send-back = Enter what has to change

statement-pdf = Download the statement as a PDF
statement-pdf-draft = Open the draft as a PDF
statement-missing = The PDF cannot draw these characters and shows their codes: { $characters }

history-title = History
history-text = Every change is kept, with what was there before. Each entry is sealed to the one before it.
history-before = Before
history-after = After
history-seal = Seal { $seal }
did-moved = Moved to another version of the questionnaire
did-started = Started the assessment
did-answered = Answered: { $question }
did-set-aside = Answered at the same time as someone else: { $question }
did-resolved = Chose between two answers: { $question }
did-rated = Rated { $pathway } ({ $option })
did-planned = Planned or changed a mitigation
did-unplanned = Took a mitigation out of the plan
did-reasoned = Gave a reason for not mitigating: { $rating }
did-asked = Asked for a signature
did-withdrawn = Took the request for a signature back
did-opened = Opened the version to sign it
did-returned = Sent the assessment back
did-signed = Signed
did-other = Another change

questions-title = All questions
questions-text = Read the questions before you start. Some are asked only when they matter for your policy.
questions-conditional = Asked only when earlier answers make it matter
questions-version = Questionnaire { $version }

people-title = People and organisations
people-add = Add a person
people-organisations = Organisations
people-add-organisation = Add an organisation
people-invited = Invited
head-name = Name
head-roles = Roles
person-new-title = Add a person
field-person-organisation = Organisation
field-roles = What may they do?
person-save = Add this person
person-added-title = The person was added
person-added-text = Send this link to { $name }. It works once, and for 7 days. With it they choose a password.
organisation-new-title = Add an organisation
organisation-name = Name of the organisation
organisation-kind = What is it?
kind-department = Department
kind-council = Council
kind-other = Other public body
organisation-save = Add this organisation
role-officer = Officer
role-officer-hint = Registers policies and writes assessments
role-contributor = Contributor
role-contributor-hint = Helps to write assessments
role-reviewer = Reviewer
role-reviewer-hint = Checks the quality of assessments
role-signer = Signer
role-signer-hint = Reads a version and signs it
role-commitment-lead = Commitment lead
role-commitment-lead-hint = Looks after the organisation’s commitments
role-organisation-administrator = Organisation administrator
role-organisation-administrator-hint = Looks after the people of the organisation
role-central-team = Central team
role-central-team-hint = Sees the policies of all organisations
role-auditor = Auditor
role-auditor-hint = Reads everything, changes nothing
role-administrator = Administrator
role-administrator-hint = Adds organisations and people

# Questionnaires and their versions
nav-questionnaires = Questionnaires
not-known-yet = Not known yet
level-between = { $low } to { $high }
shelf-title = Questionnaires
shelf-text = New assessments use the version in use. Every version that an assessment was answered with is kept for ever.
shelf-upload = Upload a questionnaire
head-questionnaire = Questionnaire
head-version = Version
head-standing = Standing
head-used = Assessments
standing-in-use = In use
standing-file = From a file
standing-uploaded = Uploaded
standing-live = Live
standing-withdrawn = Withdrawn
upload-title = Upload a questionnaire
upload-text = The file is checked first. A file with errors is not kept. A file without errors is kept, and nobody uses it until you make it live.
upload-source = The questionnaire (YAML)
upload-source-hint = Paste the whole file.
upload-file = Or choose a file
upload-check = Check and keep
upload-refused = { $errors ->
    [one] The file has 1 error. Nothing was kept
   *[other] The file has { $errors } errors. Nothing was kept
}
upload-findings = What was found
upload-place = Line { $line }, column { $column }
upload-warning = warning
version-questions = Questions
version-tests = Worked examples that hold
version-hash = Content hash (SHA-256)
version-preview = See the questions as an officer sees them
version-changes = What changes from the version in use
version-added = New questions: { $list }
version-removed = Questions that are gone: { $list }
version-changed = Changed questions: { $list }
version-parts = Other parts that changed: { $list }
version-runs = Dry run on assessments
version-runs-text = Copies of the assessments were worked out with this version. Nothing was changed.
version-runs-none = No assessment uses another version of this questionnaire.
head-policy = Policy
head-kept = Answers kept
head-again = To answer again
head-dropped = Dropped
head-result-before = Result now
head-result-after = Result in this version
run-draft = draft
run-closed = signed or waiting
version-live = Make live
version-live-text = New assessments will use this version. Assessments that are under way keep theirs, and their authors are offered to move.
version-withdraw = Withdraw
version-withdraw-text = New assessments will not use this version any more. Assessments that use it keep it.
change-wording = wording
change-kind = kind of answer
change-options = options
change-points = what answers count for
change-condition = when it is asked
change-section = section
preview-text = This is a preview. Nothing can be sent.
preview-next = Next page
move-newer = There is a newer version of the questionnaire: { $version }
move-see = See what moving to it would change
move-title = Move to the newer version
move-text = This assessment is answered with version { $before }. The newer version is { $after }. You can go back after moving.
move-kept = { $n ->
    [one] 1 answer is kept
   *[other] { $n } answers are kept
}
move-again = { $n ->
    [0] No answer needs to be given again
    [one] 1 answer needs to be given again
   *[other] { $n } answers need to be given again
}
move-dropped = { $n ->
    [0] No answer is dropped
    [one] 1 answer is dropped. It stays in the history
   *[other] { $n } answers are dropped. They stay in the history
}
move-new = { $n ->
    [0] No new question is open
    [one] 1 new question is open
   *[other] { $n } new questions are open
}
move-do = Move to this version
move-moved = This assessment was moved from version { $version }.
move-undo = Go back to version { $version }

# Counting words
support-links = Support links
warning-word = Warning
count-words = You can enter up to COUNT words
count-words-at = You have 0 words remaining
count-words-under-zero = You have COUNT words remaining
count-words-over-zero = You have COUNT words too many
count-words-under-one = You have COUNT word remaining
count-words-over-one = You have COUNT word too many
count-words-under-two = You have COUNT words remaining
count-words-over-two = You have COUNT words too many
count-words-under-few = You have COUNT words remaining
count-words-over-few = You have COUNT words too many
count-words-under-many = You have COUNT words remaining
count-words-over-many = You have COUNT words too many
count-words-under-other = You have COUNT words remaining
count-words-over-other = You have COUNT words too many

# All questions beforehand, and conditions in words
blank-kind = Questionnaire to print
blank-answer = Your answer
blank-room = Room for: { $question }
asked-when = Asked when { $when }.
and = and
when-always = always
when-never = never
when-is = “{ $what }” is { $value }
when-is-not = “{ $what }” is not { $value }
when-includes = “{ $what }” includes { $value }
when-includes-not = “{ $what }” does not include { $value }
when-answered = “{ $what }” is answered
when-not-answered = “{ $what }” is not answered
when-not = it is not so that { $value }
when-organisation = the organisation is: { $value }
when-equal = { $what } is { $value }
when-not-equal = { $what } is not { $value }
when-less = { $what } is less than { $value }
when-at-most = { $what } is { $value } or less
when-more = { $what } is more than { $value }
when-at-least = { $what } is { $value } or more
number-of-answers = the number of answers to “{ $what }”
number-answered-so = the number of these answered { $value }: { $what }
number-share = { $what } in percent of its maximum
number-maximum = the maximum of { $what }
number-lowest = the lowest of { $what }
number-highest = the highest of { $what }
number-rounded = { $what }, rounded
number-if = { $yes } when { $when }, otherwise { $no }
number-level = the level before mitigation
number-residual-level = the level after mitigation
number-gaps = the number of gaps in the evidence
number-harm-rows = the number of harms
number-quality = the quality of the evidence in percent
number-hard-triggers = the number of answers that point clearly to an effect
number-soft-triggers = the number of answers that point to a possible effect
number-dont-knows = the number of “don’t know” answers
number-open-items = the number of open items
number-open-gates = the number of things to settle before sign-off
number-moderate-rows-open = the number of moderate harms with neither mitigation nor reason
number-major-rows-unfunded = the number of major harms without funded mitigation
number-dont-know-percent = the share of “don’t know” ratings in percent
questions-print = Print all questions (PDF)
questions-choose = Questionnaires
