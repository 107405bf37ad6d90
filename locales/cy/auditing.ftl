# Dilysu, y gofrestr gyhoeddus a desg yr archwilydd.

verify-title = Gwirio datganiad
verify-text = Gwiriwch mai datganiad effaith ar unigrwydd yw’r un a gyhoeddwyd. Dewiswch y PDF, neu teipiwch ei gyfeirnod. Caiff y ffeil ei chymharu ac ni chaiff ei chadw.
verify-file = Y PDF
verify-reference = Neu ei gyfeirnod
verify-reference-hint = Er enghraifft LT-2026-0007, neu LT-2026-0007/2 ar gyfer ei ail fersiwn
verify-button = Gwirio
verify-offline = Gall archwilwyr wirio pecyn o ddatganiadau gyda’r rhaglen yn unig, heb y gwasanaeth hwn: mae’r dudalen gymorth yn dweud sut.
verify-again = Gwirio datganiad arall
verify-issued = Cyhoeddwyd
verify-pdf = Ôl bys y PDF a gyhoeddwyd (SHA-256)
verify-newer = Disodlwyd gan
verify-read = Darllen y datganiad
verify-unaltered-title = Wedi’i gyhoeddi a heb ei newid
verify-unaltered = Y ffeil hon yw’r union ddatganiad a gyhoeddwyd. Ni newidiwyd yr un beit.
verify-known-title = Cyhoeddwyd y datganiad hwn
verify-known = Mae datganiad gyda’r cyfeirnod hwn wedi’i gyhoeddi. I wirio ffeil, dewiswch hi ar y dudalen flaenorol.
verify-superseded-title = Heb ei newid, ond wedi’i ddisodli
verify-superseded = Y ffeil hon yw’r union ddatganiad a gyhoeddwyd, ond mae fersiwn newydd wedi’i ddisodli.
verify-known-superseded-title = Wedi’i gyhoeddi, ond wedi’i ddisodli
verify-known-superseded = Cyhoeddwyd y fersiwn hwn, ac mae fersiwn newydd wedi’i ddisodli.
verify-altered-title = Wedi’i newid
verify-altered = Mae’r ffeil hon yn enwi datganiad a gyhoeddwyd yma, ond nid hon yw’r ffeil a gyhoeddwyd: newidiwyd rhywbeth ynddi. Defnyddiwch y datganiad cyhoeddedig yn lle hynny.
verify-unknown-title = Anhysbys
verify-unknown = Nid yw’r ffeil hon yn ddatganiad a gyhoeddwyd yma. Ni chyhoeddir drafftiau, ac mae ffeiliau a argraffwyd eto neu a gadwyd gan raglen arall yn ffeiliau gwahanol.
verify-unknown-reference-title = Anhysbys
verify-unknown-reference = Nid oes datganiad gyda’r cyfeirnod hwn wedi’i gyhoeddi yma.
fault-verify = Dewiswch PDF, neu teipiwch gyfeirnod
documents-title = Golwg y datganiadau
documents-text = Mae’r gosodiadau hyn yn berthnasol i ddatganiadau a gyhoeddir o hyn ymlaen. Bydd datganiadau a gyhoeddwyd yn aros fel y maent.
documents-accent = Lliw’r barrau
documents-accent-hint = Arwydd rhif a chwe digid neu lythyren, megis #1d70b8. Rhaid iddo sefyll allan o bapur gwyn o leiaf 3 i 1. Gadewch yn wag ar gyfer y glas arferol.
documents-licence = Trwydded
documents-licence-hint = Gadewch yn wag ar gyfer y Drwydded Llywodraeth Agored
documents-licence-welsh = Y drwydded yn Gymraeg
documents-logo = Logo
documents-logo-hint = Llun PNG o 1,500 wrth 1,500 picsel ar y mwyaf. Defnyddiwch logo y caiff eich sefydliad ei ddefnyddio yn unig.
documents-alt = Y logo mewn geiriau
documents-alt-hint = Ar gyfer pobl nad ydynt yn ei weld, megis “Cyngor Sir Exampleshire”
documents-remove = Tynnu’r logo
documents-remove-yes = Ie, cyhoeddi datganiadau hebddo
documents-usual = Fel arfer
documents-own = Gosodiadau eu hunain
fault-accent = Rhowch liw megis #1d70b8 sy’n sefyll allan o wyn
fault-logo = Dewiswch lun PNG o 1,500 wrth 1,500 picsel ar y mwyaf
fault-alt = Dywedwch mewn geiriau beth mae’r logo yn ei ddangos
statement-csv = Lawrlwytho’r testun fel CSV
statement-json = Lawrlwytho’r testun fel JSON
statement-paragraph = Y canlyniad fel paragraff, i’w ludo mewn cyflwyniad

register-title = Datganiadau cyhoeddedig
register-text = Pob datganiad effaith ar unigrwydd a gyhoeddwyd yma, a’r rhai a gedwir yn ôl gyda’r rheswm. Canllaw i sylw yw’r lefel, nid mesur o unigrwydd.
register-words = Geiriau yn y datganiad
register-levels = Lefel ar ôl lliniaru
register-level = Lefel { $level }
register-all-organisations = Pob sefydliad
register-all-levels = Pob lefel
register-all-kinds = Asesiadau a datganiadau
register-kinds = Math
register-kind-assessment = Asesiadau
register-kind-declaration = Datganiadau nad oes angen asesiad
register-declaration = Nid oes angen asesiad
register-none = Nid oes datganiad sy’n cyfateb.
register-count =
    { $total ->
        [zero] 0 datganiad
        [one] 1 datganiad
        [two] 2 ddatganiad
        [few] 3 datganiad
        [many] 6 datganiad
       *[other] { NUMBER($total) } datganiad
    }
register-feed = Dilyn datganiadau newydd (porthiant Atom)
register-quarters = Polisïau nad oes angen asesiad arnynt, fesul chwarter
register-withheld = Cedwir yn ôl tan { $day } ({ $code })
head-signed = Llofnodwyd
ods = Lawrlwytho fel taenlen (ODS)
json = Lawrlwytho fel JSON
quarter-title = Polisïau nad oes angen asesiad arnynt
quarter-text = Polisïau a sgriniwyd ac y canfuwyd nad oes angen asesiad unigrwydd arnynt, pob un â datganiad wedi’i lofnodi sy’n dweud pam.
quarter-none = Ni chyhoeddwyd unrhyw ddatganiad.
quarter-name = Chwarter { $number } { $year }
quarter-others = Chwarteri eraill
quarter-to-come =
    { $n ->
        [0] Cyhoeddwyd pob datganiad a lofnodwyd yn y chwarter hwn.
        [one] Llofnodwyd 1 datganiad arall yn y chwarter hwn ac ni chyhoeddwyd ef.
       *[other] Nifer y datganiadau eraill a lofnodwyd yn y chwarter hwn ac na chyhoeddwyd: { $n }.
    }
footer-register = Datganiadau cyhoeddedig
footer-verify = Gwirio datganiad
head-level = Lefel
