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
