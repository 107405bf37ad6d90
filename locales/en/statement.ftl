# The impact statement and the words it shares with the pages.

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

yes = Yes
no = No
not-provided = Not provided
fewer-than-10 = fewer than 10
do-nothing = Do nothing
option-preferred = { $name } (the option carried forward)
points-harm = { $word } harm ({ $points })
points-benefit = { $word } benefit ({ $points })
points-none = none
level-title = { $name }: { $title }

statement-kind = Loneliness impact statement
statement-declaration = Declaration: no loneliness assessment required
statement-reference = { $reference }, version { NUMBER($number) }
statement-draft = Draft. This version has not been signed.
statement-contents = Contents
statement-page = Page { $page } of { $pages }
statement-continued = continued
statement-substitutes = The text face of this document cannot draw some characters that were typed. They are shown by their Unicode numbers in square brackets:
statement-summary = The policy
statement-screening = Screening
statement-options = Options compared
statement-groups = Who is affected
statement-effects = Harm and benefit for each group
statement-ratings = How each effect was rated
statement-mitigations = What will be done to reduce harm
statement-gaps = What is not known
statement-answers = Answers to the other questions
statement-rules = Rules for this level
statement-not-required = No assessment required
statement-why-not = Why no assessment is required
statement-sign-off = Sign-off
statement-not-signed = This version has not been signed.
statement-signed = Signed
statement-signed-by = { $post }, { $date }
statement-signed-post = Signed by
statement-signed-on = Signed on
statement-read-on = Opened by the signer on
statement-read-confirmed = The signer confirmed having read this version. The signature stands for the content with the fingerprint above, and for nothing else.
statement-hash = Fingerprint of the content (SHA-256)
statement-method = How the level is made
statement-about = About this document
statement-questionnaire = Questionnaire
statement-questionnaire-hash = Fingerprint of the questionnaire (SHA-256)
statement-scoring = Version of the scoring rules
statement-contact = Contact and accessibility help
statement-licence = Licence
statement-licence-text = Open Government Licence v3.0, unless stated otherwise
statement-honest-level = The level is a guide to attention, not a measurement of loneliness.
statement-honest-equality = This assessment supports, and does not replace, an equality assessment.
statement-honest-figures = Figures are estimates by officers; sources are listed.

result-open = The level is not yet known
result-open-text = Some questions or ratings are still open. The level can change when they are answered.
result-level-same = Mitigation does not change the level.
result-level-change = Funded mitigation moves the policy from { $before } to { $after }.
result-worst-off = Worst-affected group: { $group }, { $harm } after mitigation.
result-benefit =
    { $groups ->
        [one] 1 group benefits. Largest: { $benefit }. Benefits are shown beside the level and never lower it.
       *[other] { $groups } groups benefit. Largest: { $benefit }. Benefits are shown beside the level and never lower it.
    }
result-no-benefit = No benefit for any group was found.
result-quality = The quality of the evidence is { $word } ({ $percent } out of 100).

screening-open = The screening is not complete.

table-options = Options, least harm first
table-groups = Groups that the policy affects, with the published rate of loneliness
table-effects = The figures of the chart
table-ratings = Ratings, with points before and after mitigation
table-mitigations = Mitigations. Only those with an owner, a date and funding count.
table-reasons = Harms that are not mitigated, and why
table-gaps = Gaps, with who will close them and when
table-rules = What must be so before sign-off, or be explained
table-bands = Bands of points and their words

head-option = Option
head-level-before = Level before mitigation
head-level-after = Level after mitigation
head-badly-affected = Groups with major or severe harm
head-best-benefit = Largest benefit
head-group = Group
head-people = People affected
head-source = Source and year
head-known-rate = Known about loneliness in this group
head-uplift = Counted as at higher risk
head-harm-before = Harm before mitigation
head-harm-after = Harm after mitigation
head-benefit = Benefit
head-rating = Group and effect
head-before = Before
head-after = After
head-reason = Reason
head-action = Action
head-owner = Owner
head-date = Date
head-funded = Funded
head-counts = Counts
head-changes = What it changes
head-gap = What is not known
head-rule = Rule
head-met = Met
head-explanation = Explanation by the signer
head-band = Band
head-points = Points
head-harm-word = Harm
head-benefit-word = Benefit

plan-counts = Yes
plan-possible = No, possible only
gap-own = Added by the officer
gate-met = Met
gate-not-met = Not met
gate-unknown = Not yet known

chart-caption = Harm to the left and benefit to the right, in points from 0 to 25. The table below has the same figures.
chart-alt = Bar chart of harm and benefit for each group, in points from 0 to 25.
chart-line = { $group }: harm { $before } before and { $after } after mitigation, benefit { $benefit }.
chart-before = Harm before mitigation
chart-after = Harm after mitigation
chart-benefit = Benefit

method-row = Each effect on each group is rated in words: its direction and size, the share of the group it reaches, how long it lasts and how likely it is. Two tables turn the words into a consequence and an exposure. Their product, from 1 to 25, gives the points. Groups that are lonelier than average count one step higher in the first table. Weak evidence never lowers a harm; it halves a benefit, and a benefit without evidence is not counted.
method-group = For each group the worst harm counts, plus one point for each further harm of 5 points or more, up to 25. Benefits are added up in the same way. Harm and benefit are both shown. One is never taken from the other.
method-level = The level of the policy is the band of its worst-affected group. Three or more badly affected groups from three different families of groups make it level IV.
method-residual = A mitigation counts only when it has an owner, a date and funding. It can change each factor by at most two steps. Without evidence that it works, it improves a rating by one band at most. The level is shown before and after mitigation.
method-quality = The quality of the evidence is a separate figure. It never changes the level, but a higher level asks for better evidence before sign-off. The thresholds are those of the questionnaire named below; they are judgements, and they can be reviewed.

table-scores = Scores
table-decisions = Decisions
head-score = Score
head-result = Result
head-maximum = Out of
head-decision = Decision
head-outcome = Outcome
head-why = Why, and what it asks for
head-row = Row
statement-timing = Timing
statement-amends = What changed since the version before
statement-reviewed = Reviewed by
statement-review-by = Policy to be reviewed by
statement-address = When this statement is published, anyone can read it at:
statement-versions = Versions
statement-never-signed = Not signed
statement-first-version = First version
statement-other = In Welsh
statement-other-text = This document is also issued in Welsh, with the same content.
table-versions = Every version of this assessment, oldest first
head-version-why = What changed
