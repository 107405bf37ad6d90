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

stage-draft = Drafft
stage-in-review = Yn cael ei adolygu
stage-changes-asked = Gofynnwyd am newidiadau
stage-ready = Yn barod i’w lofnodi
stage-awaiting-signature = Yn aros am lofnod
stage-signed = Wedi’i lofnodi
stage-published = Wedi’i gyhoeddi
stage-withheld = Wedi’i gadw’n ôl
stage-superseded = Wedi’i ddisodli
stage-closed = Wedi’i gau
desk-title = Chwilio pob asesiad
desk-words = Geiriau
desk-words-hint = Chwilir mewn teitlau, atebion, rhesymau, mesurau lliniaru a sylwadau. Rhowch eiriau mewn dyfynodau i’w canfod wrth ymyl ei gilydd; mae minws o flaen gair yn hepgor yr hyn sy’n ei gynnwys.
desk-theme = Thema (effaith a raddiwyd)
desk-stage = Cam
desk-all = Pob un
desk-level-open = Anhysbys
desk-is = Dim ond y rhai
desk-is-override = sydd â rheol a roddwyd o’r neilltu
desk-is-gap = sydd â bylchau yn y dystiolaeth
desk-is-late = a lofnodwyd ar ôl y penderfyniad
desk-is-retrospective = a wnaed ar ôl y penderfyniad, yn fwriadol
desk-is-emergency = a ddilynodd benderfyniad brys
desk-is-superseded = a ddisodlwyd gan fersiwn newydd
desk-from = Llofnodwyd neu dechreuwyd ar neu ar ôl
desk-until = Llofnodwyd neu dechreuwyd ar neu cyn
desk-search = Chwilio
desk-count = Canfuwyd: { NUMBER($total) }
desk-population = { NUMBER($total) } o’r { NUMBER($visible) } y gallwch eu chwilio. Mae’r cofnod yn dal { NUMBER($everything) } i gyd; mae { NUMBER($hidden) } yn OFFICIAL-SENSITIVE neu heb fod o’ch sefydliadau chi, ac ni chânt eu chwilio i chi. Cyfrifir hefyd bolisïau nad oes neb wedi’u sgrinio.
desk-found = Yr hyn a ganfuwyd, y diweddaraf yn gyntaf
desk-none = Nid oes dim yn cyfateb.
desk-where = Ble
desk-elsewhere = Mewn sylw, neu mewn testun nad yw datganiadau’n ei argraffu
overrides-title = Rheolau a roddwyd o’r neilltu
overrides-text =
    { $n ->
        [0] Ni roddwyd unrhyw reol o’r neilltu yn yr hyn a ganfuwyd.
        [one] Rhoddwyd 1 rheol o’r neilltu, gydag esboniad y llofnodwr.
       *[other] Nifer y rheolau a roddwyd o’r neilltu, pob un ag esboniad y llofnodwr: { NUMBER($n) }.
    }
overrides-none = Ni roddwyd unrhyw reol o’r neilltu.
sample-title = Hapsampl
sample-text = Tynnir sampl o bopeth a ganfuwyd. Mae’r un hedyn yn rhoi’r un sampl.
sample-size = Faint
sample-seed = Hedyn
sample-seed-hint = Unrhyw rif neu air. Gadewch yn wag i ddefnyddio’r dyddiad heddiw.
sample-draw = Tynnu sampl
sample-drawn = Tynnwyd { NUMBER($n) } o { NUMBER($population) }, gyda’r hedyn “{ $seed }”.
sample-how = I’w thynnu eto gydag unrhyw raglen arall: cymerwch ids popeth a ganfuwyd o’r CSV, cyfrifwch SHA-256 o’r hedyn, colon a’r id ar gyfer pob un, trefnwch yn ôl hynny, a chymerwch y rhai cyntaf.
package-title = Pecyn
package-text = Ffeil ZIP gyda phob datganiad a gyhoeddwyd o’r hyn a ganfuwyd, rhestri fel CSV a JSON, log archwilio pob un, a maniffest gyda SHA-256. Gellir ei gwirio heb y gwasanaeth hwn.
package-make = Gwneud pecyn o bopeth a ganfuwyd
package-make-sample = Gwneud pecyn o’r sampl hon
package-mine = Eich pecynnau
package-none = Nid ydych wedi gofyn am becyn.
package-kept = Cedwir pecynnau am 7 diwrnod.
package-asked = Gofynnwyd amdano
package-running = Yn cael ei wneud
package-ready = Yn barod
package-cancelled = Wedi’i atal
package-failed = Wedi methu
package-failed-text = Ni ellid gwneud y pecyn. Nid oes dim o’i le ar y cofnodion oherwydd hynny; mae log y gwasanaeth yn dweud pam. Rhowch gynnig arall arni, neu dywedwch wrth y gweinyddwr.
package-interrupted = Mae’r broses a oedd yn gwneud y pecyn hwn wedi dod i ben. Bydd un arall yn ei gymryd drosodd o fewn hanner munud, ac yn dechrau eto: mae’r un cais yn rhoi’r un beitiau.
package-progress = { NUMBER($done) } o { NUMBER($total) } wedi’u gwneud
package-look = Gweld pa mor bell y mae
package-stop = Atal
package-ready-text = Mae’r pecyn yn barod. Gellir parhau â lawrlwythiad sy’n torri.
package-download = Lawrlwytho’r pecyn
package-sample = { NUMBER($size) } gyda’r hedyn “{ $seed }”
package-statements = Datganiadau ynddo
package-size = Maint mewn beitiau
package-sha256 = Ôl bys y ffeil (SHA-256)
package-search = Y chwiliad y’i gwnaed ohono
saved-title = Chwiliadau a gadwyd
saved-name = Enw i’r chwiliad hwn
saved-keep = Cadw’r chwiliad hwn
saved-remove = Tynnu
fault-saved-searches = Mae gennych 50 o chwiliadau wedi’u cadw. Tynnwch un cyn cadw un arall
reperform-title = Cyfrifo’r sgôr eto
reperform-text = Cyfrifwyd nawr o’r hyn a deipiwyd, gyda’r union holiadur yr atebwyd ag ef.
reperform-same = Mae’r lefel a phob ffigur yn dod allan yn union fel y’u cyhoeddwyd.
reperform-differs = Mae’r lefel neu ffigur yn dod allan yn wahanol i’r hyn a gyhoeddwyd. Dywedwch wrth y gweinyddwr: mae’r rhaglen neu’r cofnod wedi newid.
reperform-draft = Ni chyhoeddwyd dim eto, felly nid oes dim i gymharu ag ef.
reperform-rows = Cam 1: pob effaith ar bob grŵp
reperform-groups = Cam 2: pob grŵp
reperform-level = Cam 3: y lefel
reperform-none = Ni raddiwyd dim.
import-file = Ffeil: CSV, taenlen (ODS) neu JSON
reperform-link = Cyfrifo’r sgôr eto, a’i chymharu â’r hyn a gyhoeddwyd
