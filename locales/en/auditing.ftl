# Verification, the public register and the auditor’s desk.

verify-title = Check a statement
verify-text = Check that a loneliness impact statement is the one that was issued. Choose the PDF, or type its reference. The file is compared and not kept.
verify-file = The PDF
verify-reference = Or its reference
verify-reference-hint = For example LT-2026-0007, or LT-2026-0007/2 for its second version
verify-button = Check
verify-offline = Auditors can check a package of statements with the program alone, without this service: the help page says how.
verify-again = Check another statement
verify-issued = Issued
verify-pdf = Fingerprint of the issued PDF (SHA-256)
verify-newer = Replaced by
verify-read = Read the statement
verify-unaltered-title = Issued and unaltered
verify-unaltered = This file is exactly the statement that was issued. Not one byte was changed.
verify-known-title = This statement was issued
verify-known = A statement with this reference was issued and is published. To check a file, choose it on the page before.
verify-superseded-title = Unaltered, but replaced
verify-superseded = This file is exactly the statement that was issued, but a newer version has replaced it.
verify-known-superseded-title = Issued, but replaced
verify-known-superseded = This version was issued and published, and a newer version has replaced it.
verify-altered-title = Altered
verify-altered = This file names a statement that was issued here, but it is not the file that was issued: something in it was changed. Use the published statement instead.
verify-unknown-title = Unknown
verify-unknown = This file is not a statement that was issued here. Drafts are not issued, and files that were printed again or saved by another program are different files.
verify-unknown-reference-title = Unknown
verify-unknown-reference = No statement with this reference is published here.
fault-verify = Choose a PDF, or type a reference
documents-title = How statements look
documents-text = These settings hold for statements that are issued from now on. Statements that were issued stay as they are.
documents-accent = Colour of bars
documents-accent-hint = A number sign and six digits or letters, such as #1d70b8. It must stand out from white paper by at least 3 to 1. Leave it empty for the usual blue.
documents-licence = Licence
documents-licence-hint = Leave it empty for the Open Government Licence
documents-licence-welsh = Licence in Welsh
documents-logo = Logo
documents-logo-hint = A PNG picture of at most 1,500 by 1,500 pixels. Use only a logo that your organisation may use.
documents-alt = The logo in words
documents-alt-hint = For people who do not see it, such as “Exampleshire County Council”
documents-remove = Remove the logo
documents-remove-yes = Yes, issue statements without it
documents-usual = As usual
documents-own = Own settings
fault-accent = Enter a colour such as #1d70b8 that stands out from white
fault-logo = Choose a PNG picture of at most 1,500 by 1,500 pixels
fault-alt = Say in words what the logo shows
statement-csv = Download the text as CSV
statement-json = Download the text as JSON
statement-paragraph = The result as a paragraph, to paste into a submission

register-title = Published statements
register-text = Every loneliness impact statement that has been published here, and those that are withheld with the reason. The level is a guide to attention, not a measurement of loneliness.
register-words = Words in the statement
register-levels = Level after mitigation
register-level = Level { $level }
register-all-organisations = All organisations
register-all-levels = All levels
register-all-kinds = Assessments and declarations
register-kinds = Kind
register-kind-assessment = Assessments
register-kind-declaration = Declarations that none is required
register-declaration = No assessment required
register-none = No statement fits.
register-count =
    { $total ->
        [one] 1 statement
       *[other] { NUMBER($total) } statements
    }
register-feed = Follow new statements (Atom feed)
register-quarters = Policies that need no assessment, by quarter
register-withheld = Withheld until { $day } ({ $code })
head-signed = Signed
ods = Download as a spreadsheet (ODS)
json = Download as JSON
quarter-title = Policies that need no assessment
quarter-text = Policies that were screened and found to need no loneliness assessment, each with a signed declaration that says why.
quarter-none = No declaration was published.
quarter-name = Quarter { $number } of { $year }
quarter-others = Other quarters
quarter-to-come =
    { $n ->
        [0] Every declaration that was signed in this quarter is published.
        [one] 1 more declaration was signed in this quarter and is not published.
       *[other] { $n } more declarations were signed in this quarter and are not published.
    }
footer-register = Published statements
footer-verify = Check a statement
head-level = Level

stage-draft = Draft
stage-in-review = In review
stage-changes-asked = Changes asked for
stage-ready = Ready to sign
stage-awaiting-signature = Awaiting signature
stage-signed = Signed
stage-published = Published
stage-withheld = Withheld
stage-superseded = Replaced
stage-closed = Closed
desk-title = Search all assessments
desk-words = Words
desk-words-hint = Searched in titles, answers, reasons, mitigations and comments. Put words in quotation marks to find them beside each other; a minus before a word leaves out what has it.
desk-theme = Theme (effect that was rated)
desk-stage = Stage
desk-all = All
desk-level-open = Not known
desk-is = Only those that
desk-is-override = have a rule that was set aside
desk-is-gap = have gaps in the evidence
desk-is-late = were signed after the decision
desk-is-retrospective = were made after the decision, on purpose
desk-is-emergency = followed an emergency decision
desk-is-superseded = were replaced by a newer version
desk-from = Signed or started on or after
desk-until = Signed or started on or before
desk-search = Search
desk-count =
    { $total ->
        [one] 1 found
       *[other] { NUMBER($total) } found
    }
desk-population = { NUMBER($total) } of { NUMBER($visible) } that you can search. The record holds { NUMBER($everything) } in all; { NUMBER($hidden) } are OFFICIAL-SENSITIVE or not of your organisations, and are not searched for you. Policies that nobody has screened are counted too.
desk-found = What was found, newest first
desk-none = Nothing fits.
desk-where = Where
desk-elsewhere = In a comment, or in text that statements do not print
overrides-title = Rules that were set aside
overrides-text =
    { $n ->
        [0] No rule was set aside in what was found.
        [one] 1 rule was set aside, with the explanation of the signer.
       *[other] { NUMBER($n) } rules were set aside, each with the explanation of the signer.
    }
overrides-none = No rule was set aside.
sample-title = Random sample
sample-text = A sample is drawn from everything that was found. The same seed gives the same sample.
sample-size = How many
sample-seed = Seed
sample-seed-hint = Any number or word. Leave it empty to use today’s date.
sample-draw = Draw a sample
sample-drawn = { NUMBER($n) } drawn from { NUMBER($population) }, with the seed “{ $seed }”.
sample-how = To draw it again with any other program: take the ids of everything that was found from the CSV, work out SHA-256 of the seed, a colon and the id for each, sort by that, and take the first.
package-title = Package
package-text = A ZIP file with every issued statement of what was found, lists as CSV and JSON, the audit log of each, and a manifest with SHA-256. It can be checked without this service.
package-make = Make a package of everything that was found
package-make-sample = Make a package of this sample
package-mine = Your packages
package-none = You have not asked for a package.
package-kept = Packages are kept for 7 days.
package-asked = Asked for
package-running = Being made
package-ready = Ready
package-cancelled = Stopped
package-failed = Failed
package-failed-text = The package could not be made. Nothing is wrong with the records because of that; the log of the service says why. Try again, or tell the administrator.
package-interrupted = The process that was making this package has ended. Another one takes it over within half a minute, and begins again: the same request gives the same bytes.
package-progress = { NUMBER($done) } of { NUMBER($total) } done
package-look = See how far it is
package-stop = Stop
package-ready-text = The package is ready. A download that breaks off can be continued.
package-download = Download the package
package-sample = { NUMBER($size) } with the seed “{ $seed }”
package-statements = Statements in it
package-size = Size in bytes
package-sha256 = Fingerprint of the file (SHA-256)
package-search = The search it was made from
saved-title = Saved searches
saved-name = Name for this search
saved-keep = Save this search
saved-remove = Remove
fault-saved-searches = You have 50 saved searches. Remove one before you save another
reperform-title = The score worked out again
reperform-text = Worked out just now from what was typed, with the exact questionnaire that it was answered with.
reperform-same = The level and every figure come out exactly as they were issued.
reperform-differs = The level or a figure comes out differently from what was issued. Tell the administrator: the program or the record has changed.
reperform-draft = Nothing was issued yet, so there is nothing to compare with.
reperform-rows = Step 1: each effect on each group
reperform-groups = Step 2: each group
reperform-level = Step 3: the level
reperform-none = Nothing was rated.
import-file = A file: CSV, spreadsheet (ODS) or JSON
reperform-link = Work the score out again, and compare it with what was issued
