//! The portfolio: every figure is the number of its rows, on the page and in the file.
use loneliness_test::domain::ids::OrganisationId;
use scraper::{Html, Selector};

use crate::support::{Browser, Page, TestApp};

/// The figures of a page: where each leads, and what it says.
fn figures(page: &Page) -> Vec<(String, usize)> {
    let html = Html::parse_document(&page.html());
    let link =
        Selector::parse("td a[href^='/portfolio/rows'], td a[href^='/mitigations']").unwrap();
    let found = html.select(&link).map(|a| {
        let n = a.text().collect::<String>().trim().parse().unwrap();
        (a.attr("href").unwrap().to_owned(), n)
    });
    found.collect()
}

fn rows_of(csv: &Page) -> usize {
    assert_eq!(csv.status, 200);
    let mut reader = csv::Reader::from_reader(csv.body.as_slice());
    reader.records().map(Result::unwrap).count()
}

async fn walk(browser: &Browser<'_>, at: &str) -> usize {
    let page = browser.get(at).await;
    assert_eq!(page.status, 200, "{at}");
    let mut all = figures(&page);
    all.sort();
    all.dedup();
    for (rows, n) in &all {
        let csv = if rows.starts_with("/mitigations") {
            rows.replacen("/mitigations", "/mitigations.csv", 1)
        } else {
            rows.replacen("/portfolio/rows", "/portfolio/rows/file/csv", 1)
        };
        assert_eq!(rows_of(&browser.get(&csv).await), *n, "{at}: {rows}");
        if rows.starts_with("/portfolio") {
            let said = if *n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
            assert!(browser.get(rows).await.text().contains(&said), "{rows}");
        }
    }
    all.len()
}

#[tokio::test]
async fn every_figure_of_the_portfolio_is_the_number_of_its_rows() {
    let app = TestApp::empty().await;
    app.service.seed(200, 7).await.unwrap();
    let central = app.sign_in("farah").await;
    assert!(walk(&central, "/portfolio").await > 100);
    let council = app.service.person_by_email("ada@exampleshire.example").await.unwrap().unwrap();
    let council: OrganisationId = council.organisation;
    let own = format!("/portfolio?organisation={council}&from=2026-01-01&until=2026-12-31");
    assert!(walk(&central, &own).await > 10);
    assert!(walk(&central, "/portfolio/answer?from=2026-01-01").await > 1);
    // A page far behind the last is empty, and asks for no memory.
    for at in ["/portfolio/rows", "/register", "/audit/search"] {
        let page = app.sign_in("hal").await.get(&format!("{at}?page=1000000000000")).await;
        assert_eq!(page.status, 200, "{at}");
    }
    // An officer counts what she may see, and no more.
    let officer = app.sign_in("ada").await;
    assert!(walk(&officer, "/portfolio").await > 10);
    let names = officer.get("/portfolio/figures.csv").await.html();
    assert!(!names.contains("District Council"), "{names}");
    // The file has the same figures as the page.
    let page = figures(&central.get("/portfolio").await);
    let csv = central.get("/portfolio/figures.csv").await;
    let mut reader = csv::Reader::from_reader(csv.body.as_slice());
    let filed: Vec<(String, usize)> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            (row[4].to_owned(), row[3].parse().unwrap())
        })
        .collect();
    assert_eq!(page, filed);
}

#[tokio::test]
async fn the_report_is_a_tagged_pdf_and_the_performance_page_is_for_everyone() {
    let app = TestApp::demo().await;
    let central = app.sign_in("farah").await;
    let pdf = central.get("/portfolio/report.pdf").await;
    assert!(pdf.body.starts_with(b"%PDF-1.7"), "{:?}", pdf.status);
    crate::pdf_corpus::keep("portfolio", &pdf.body);
    let public = app.browser();
    let page = public.get("/performance").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("Policies in the register"));
    assert!(page.headers["cache-control"].to_str().unwrap().contains("public"));
    assert!(figures(&page).is_empty(), "rows are for people who are signed in");
    // In Welsh every word is there.
    central.get("/language/cy").await;
    assert!(central.get("/portfolio").await.text().contains("Sut y defnyddir y prawf"));
}
