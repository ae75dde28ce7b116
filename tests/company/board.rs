//! The board as a file that somebody takes along.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use dokimasia::{
    base::lang::Locale,
    journeys::{
        check_standing::BoardQuery,
        see_board::{self, GridFormat, Shown},
    },
};

use crate::harness::Company;

/// Eleni passed, Anna failed; an author of formulas came too.
async fn company() -> Company {
    let company = Company::new().await;
    company.certification("nails").await;
    for (login, right) in [("anna", 5), ("eleni", 10)] {
        company.manager(login).await.take("nails", right).await;
    }
    company
}

journey!(the_board_goes_out_as_csv_that_runs_nothing);
async fn the_board_goes_out_as_csv_that_runs_nothing() {
    let company = company().await;
    let (sofia, admin) = (company.head("sofia").await, company.admin("admin").await);
    let formula = [
        ("name", "=HYPERLINK(\"http://evil.example\")"),
        ("login", "mallory"),
        ("role", "manager"),
        ("locale", "en"),
        ("department", "North, \"A\""),
    ];
    admin.submit("/people/new", "/people", &formula).await;
    let file = sofia.page("/board/csv?show=all").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let name = file.headers["content-disposition"].to_str().unwrap();
    assert!(name.starts_with("attachment; filename=\"standing-20") && name.ends_with(".csv\""), "{name}");
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(file.text.trim_start_matches('\u{feff}').as_bytes())
        .records()
        .map(Result::unwrap)
        .collect();
    let of = |login: &str| rows.iter().find(|row| &row[2] == login).unwrap();
    assert_eq!((&of("eleni")[1], &of("eleni")[4], &of("anna")[4], &of("anna")[3]), ("eleni", "yes", "waits", ""));
    assert_eq!((&of("mallory")[0], &of("mallory")[1]), ("North, \"A\"", "'=HYPERLINK(\"http://evil.example\")"));
    // What is asked for is what the page shows.
    let some = sofia.page("/board/csv?show=no").await.text;
    assert!(some.contains("anna") && !some.contains("eleni"), "{some}");
    assert_eq!(sofia.page("/board/pdf").await.status, 404);
    assert_eq!(company.manager("petros").await.page("/board/csv").await.status, 403);
}

journey!(the_board_goes_out_as_a_workbook);
async fn the_board_goes_out_as_a_workbook() {
    let company = company().await;
    let asked = (Shown::All, GridFormat::Xlsx);
    let file = see_board::file(&company.world, BoardQuery::default(), asked, Locale::El).await.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head[..3], ["Τμήμα", "Όνομα", "Όνομα σύνδεσης"]);
    assert!(head[4].ends_with("(nails-1)"), "{head:?}");
    let eleni = sheet.rows().find(|row| row[2] == Data::String("eleni".to_owned())).unwrap();
    assert!(matches!(eleni[3], Data::DateTime(_)) && eleni[4] == Data::String("ναι".to_owned()), "{eleni:?}");
}
