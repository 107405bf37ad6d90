# The impact statement and the words it shares with the pages.

date = { $day } { $month } { $year }
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr

yes = Ie
no = Na
not-provided = Heb ei ddarparu
fewer-than-10 = llai na 10
do-nothing = Gwneud dim
option-preferred = { $name } (yr opsiwn a ddewiswyd)
points-harm = niwed { $word } ({ $points })
points-benefit = budd { $word } ({ $points })
points-none = dim
level-title = { $name }: { $title }

statement-kind = Datganiad effaith ar unigrwydd
statement-declaration = Datganiad: dim angen asesiad unigrwydd
statement-reference = { $reference }, fersiwn { NUMBER($number) }
statement-draft = Drafft. Nid yw’r fersiwn hon wedi’i llofnodi.
statement-contents = Cynnwys
statement-page = Tudalen { $page } o { $pages }
statement-continued = parhad
statement-substitutes = Ni all ffont testun y ddogfen hon ddangos rhai nodau a deipiwyd. Fe’u dangosir yn ôl eu rhifau Unicode mewn bachau sgwâr:
statement-summary = Y polisi
statement-screening = Sgrinio
statement-options = Opsiynau a gymharwyd
statement-groups = Ar bwy mae’r polisi’n effeithio
statement-effects = Niwed a budd i bob grŵp
statement-ratings = Sut y sgoriwyd pob effaith
statement-mitigations = Yr hyn a gaiff ei wneud i leihau niwed
statement-gaps = Yr hyn nad yw’n hysbys
statement-answers = Atebion i’r cwestiynau eraill
statement-rules = Rheolau ar gyfer y lefel hon
statement-not-required = Dim angen asesiad
statement-why-not = Pam nad oes angen asesiad
statement-sign-off = Cymeradwyo
statement-not-signed = Nid yw’r fersiwn hon wedi’i llofnodi.
statement-signed = Llofnodwyd
statement-signed-by = { $post }, { $date }
statement-signed-post = Llofnodwyd gan
statement-signed-on = Llofnodwyd ar
statement-read-on = Agorwyd gan y llofnodwr ar
statement-read-confirmed = Cadarnhaodd y llofnodwr ddarllen y fersiwn hon. Mae’r llofnod yn sefyll dros y cynnwys sydd â’r ôl bys uchod, ac nid dros ddim byd arall.
statement-hash = Ôl bys y cynnwys (SHA-256)
statement-method = Sut y pennir y lefel
statement-about = Ynghylch y ddogfen hon
statement-questionnaire = Holiadur
statement-questionnaire-hash = Ôl bys yr holiadur (SHA-256)
statement-scoring = Fersiwn y rheolau sgorio
statement-contact = Cyswllt a help gyda hygyrchedd
statement-licence = Trwydded
statement-licence-text = Trwydded Llywodraeth Agored v3.0, oni nodir fel arall
statement-honest-level = Canllaw i ble y mae angen sylw yw’r lefel, nid mesuriad o unigrwydd.
statement-honest-equality = Mae’r asesiad hwn yn cefnogi asesiad cydraddoldeb, ac nid yw’n cymryd ei le.
statement-honest-figures = Amcangyfrifon gan swyddogion yw’r ffigurau; rhestrir y ffynonellau.

result-open = Nid yw’r lefel yn hysbys eto
result-open-text = Mae rhai cwestiynau neu sgoriau’n dal ar agor. Gall y lefel newid pan gânt eu hateb.
result-level-same = Nid yw lliniaru’n newid y lefel.
result-level-change = Mae mesurau lliniaru sydd wedi’u hariannu yn symud y polisi o { $before } i { $after }.
result-worst-off = Y grŵp yr effeithir arno waethaf: { $group }, { $harm } ar ôl lliniaru.
result-benefit =
    { $groups ->
        [one] Mae 1 grŵp yn cael budd. Y budd mwyaf: { $benefit }. Dangosir buddion wrth ochr y lefel ac nid ydynt byth yn ei gostwng.
       *[other] Mae { $groups } grŵp yn cael budd. Y budd mwyaf: { $benefit }. Dangosir buddion wrth ochr y lefel ac nid ydynt byth yn ei gostwng.
    }
result-no-benefit = Ni chanfuwyd budd i unrhyw grŵp.
result-quality = Ansawdd y dystiolaeth: { $word } ({ $percent } allan o 100).

screening-open = Nid yw’r sgrinio wedi’i gwblhau.

table-options = Opsiynau, y niwed lleiaf yn gyntaf
table-groups = Grwpiau y mae’r polisi’n effeithio arnynt, gyda’r gyfradd unigrwydd a gyhoeddwyd
table-effects = Ffigurau’r siart
table-ratings = Sgoriau, gyda phwyntiau cyn lliniaru ac ar ôl lliniaru
table-mitigations = Mesurau lliniaru. Dim ond y rhai sydd â pherchennog, dyddiad a chyllid sy’n cyfrif.
table-reasons = Niweidiau nad ydynt yn cael eu lliniaru, a pham
table-gaps = Bylchau, pwy fydd yn eu cau a phryd
table-rules = Yr hyn y mae’n rhaid ei fodloni cyn cymeradwyo, neu ei esbonio
table-bands = Bandiau pwyntiau a’u geiriau

head-option = Opsiwn
head-level-before = Lefel cyn lliniaru
head-level-after = Lefel ar ôl lliniaru
head-badly-affected = Grwpiau â niwed mawr neu ddifrifol
head-best-benefit = Y budd mwyaf
head-group = Grŵp
head-people = Pobl yr effeithir arnynt
head-source = Ffynhonnell a blwyddyn
head-known-rate = Yr hyn sy’n hysbys am unigrwydd yn y grŵp hwn
head-uplift = Yn cyfrif fel grŵp sy’n wynebu risg uwch
head-harm-before = Niwed cyn lliniaru
head-harm-after = Niwed ar ôl lliniaru
head-benefit = Budd
head-rating = Grŵp ac effaith
head-before = Cyn
head-after = Ar ôl
head-reason = Rheswm
head-action = Cam gweithredu
head-owner = Perchennog
head-date = Dyddiad
head-funded = Wedi’i ariannu
head-counts = Yn cyfrif
head-changes = Yr hyn y mae’n ei newid
head-gap = Yr hyn nad yw’n hysbys
head-rule = Rheol
head-met = Wedi’i bodloni
head-explanation = Esboniad gan y llofnodwr
head-band = Band
head-points = Pwyntiau
head-harm-word = Niwed
head-benefit-word = Budd

plan-counts = Ie
plan-possible = Na, posibl yn unig
gap-own = Ychwanegwyd gan y swyddog
gate-met = Wedi’i bodloni
gate-not-met = Heb ei bodloni
gate-unknown = Ddim yn hysbys eto

chart-caption = Niwed ar y chwith a budd ar y dde, mewn pwyntiau o 0 i 25. Mae’r un ffigurau yn y tabl isod.
chart-alt = Siart bar o niwed a budd i bob grŵp, mewn pwyntiau o 0 i 25.
chart-line = { $group }: niwed cyn lliniaru { $before }, niwed ar ôl lliniaru { $after }, budd { $benefit }.
chart-before = Niwed cyn lliniaru
chart-after = Niwed ar ôl lliniaru
chart-benefit = Budd

method-row = Caiff pob effaith ar bob grŵp ei sgorio mewn geiriau: ei chyfeiriad a’i maint, y gyfran o’r grŵp y mae’n ei chyrraedd, am ba hyd y mae’n para a pha mor debygol ydyw. Mae dau dabl yn troi’r geiriau’n ganlyniad ac yn amlygiad. Eu lluoswm, o 1 i 25, sy’n rhoi’r pwyntiau. Mae grwpiau sy’n fwy unig na’r cyfartaledd yn cyfrif un cam yn uwch yn y tabl cyntaf. Nid yw tystiolaeth wan byth yn gostwng niwed; mae’n haneru budd, ac ni chaiff budd heb dystiolaeth ei gyfrif.
method-group = Ar gyfer pob grŵp, y niwed gwaethaf sy’n cyfrif, ynghyd ag un pwynt am bob niwed pellach o 5 pwynt neu fwy, hyd at 25. Caiff buddion eu hadio yn yr un ffordd. Dangosir niwed a budd. Ni chaiff y naill byth ei dynnu oddi ar y llall.
method-level = Lefel y polisi yw band y grŵp yr effeithir arno waethaf. Os oes tri grŵp neu fwy yr effeithir yn ddrwg arnynt, o dri theulu gwahanol o grwpiau, mae’r polisi ar lefel IV.
method-residual = Nid yw mesur lliniaru’n cyfrif oni bai bod ganddo berchennog, dyddiad a chyllid. Gall newid pob ffactor o ddau gam ar y mwyaf. Heb dystiolaeth ei fod yn gweithio, mae’n gwella sgôr o un band ar y mwyaf. Dangosir y lefel cyn lliniaru ac ar ôl lliniaru.
method-quality = Ffigur ar wahân yw ansawdd y dystiolaeth. Nid yw byth yn newid y lefel, ond mae lefel uwch yn gofyn am well tystiolaeth cyn cymeradwyo. Daw’r trothwyon o’r holiadur a enwir isod; mater o farn ydynt, a gellir eu hadolygu.

table-scores = Sgoriau
table-decisions = Penderfyniadau
head-score = Sgôr
head-result = Canlyniad
head-maximum = Allan o
head-decision = Penderfyniad
head-outcome = Canlyniad
head-why = Pam, a beth y mae’n gofyn amdano
head-row = Rhes
statement-timing = Amseriad
statement-amends = Yr hyn sydd wedi newid ers y fersiwn flaenorol
statement-reviewed = Adolygwyd gan
statement-review-by = Polisi i’w adolygu erbyn
statement-address = Pan gaiff y datganiad hwn ei gyhoeddi, gall unrhyw un ei ddarllen yn:
statement-versions = Fersiynau
statement-never-signed = Heb ei lofnodi
statement-first-version = Fersiwn cyntaf
statement-other = Yn Saesneg
statement-other-text = Cyhoeddir y ddogfen hon yn Saesneg hefyd, gyda’r un cynnwys.
table-versions = Pob fersiwn o’r asesiad hwn, yr hynaf yn gyntaf
head-version-why = Beth newidiodd
