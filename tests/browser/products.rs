//! Products and their changes, as trainers and managers see them.

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

#[tokio::test]
async fn a_trainer_changes_a_cell_and_confirms() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "maria").await;
    desktop.press("Products").await;
    desktop.text(".card.link").await;
    desktop.shot("products-desktop").await;
    desktop.open(&format!("{}/lines/aac", program.url)).await;
    desktop.no_sideways_scroll().await;
    desktop.shot("line-desktop").await;
    desktop.press("Edit the table").await;
    desktop.fill("cell/AB-400-300/lambda_dry", "0.101").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("line-edit-desktop").await;
    desktop.press("Look at the changes").await;
    let change = desktop.text("article.card").await;
    assert!(change.contains("0.096") && change.contains("0.101"), "{change}");
    desktop.shot("changes-review-desktop").await;
    desktop.press("Record the change").await;
    desktop.text(".error-summary").await;
    assert_eq!(desktop.complaints().await.len(), 1, "that a change without severity was refused");
    desktop.shot("changes-refused-desktop").await;
    assert_eq!(desktop.value("cell/AB-400-300/lambda_dry").await, "0.101");
    desktop.press("#field-severity option[value=delta]").await;
    desktop.press("Look again").await;
    desktop.comes_to("return document.querySelector('#field-severity').value", "delta").await;
    desktop.press("Record the change").await;
    desktop.text(".notice.good").await;
    assert!(desktop.text("#characteristic-lambda_dry").await.contains("0.101"));
    desktop.shot("product-desktop").await;
    desktop.dark().await;
    desktop.shot("product-desktop-dark").await;
    desktop.done().await;
}

#[tokio::test]
async fn a_pasted_table_and_a_change_to_come_on_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "maria").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.open(&format!("{}/lines/aac/paste", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("line-paste-phone-el").await;
    phone.run("document.querySelector('[name=table]').value = 'Προϊόν\\tΜάζα, ξηρό (kg)\\tΧρώμα\\nAB-400-300\\t19,5\\tλευκό\\nAB-999\\t1,0\\t'").await;
    phone.press(".card .primary").await;
    assert!(phone.text("#unknown + ul").await.contains("AB-999"));
    phone.no_sideways_scroll().await;
    phone.shot("changes-review-phone-el").await;
    for (lang, typed) in [("en", "19.5"), ("el", "19,5")] {
        phone.press(".menu > summary").await;
        phone.press(&format!(".menu [name=locale][value={lang}]")).await;
        phone.text(&format!("html[lang={lang}]")).await;
        assert_eq!(phone.value("cell/AB-400-300/mass").await, typed, "what was typed is sent along");
    }
    phone.press("[name='severity/AB-400-300/mass'] option[value=notice]").await;
    phone.press("[name=when][value=later]").await;
    phone.run("document.querySelector('[name=date]').value = '2027-03-01'; document.querySelector('[name=time]').value = '08:00'").await;
    phone.press("[action$='/changes'] .primary").await;
    phone.text(".notice.good").await;
    phone.no_sideways_scroll().await;
    phone.shot("product-coming-phone-el").await;
    phone.dark().await;
    for (path, name) in [
        ("/products", "products"),
        ("/lines/aac", "line"),
        ("/lines/aac/edit", "line-edit"),
        ("/products/AB-400-300", "product"),
    ] {
        phone.open(&format!("{}{path}", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.shot(&format!("{name}-phone-dark-el")).await;
    }
    phone.open(&format!("{}/lines/aac", program.url)).await;
    assert!(phone.text(".pending").await.contains("19,5"));
    phone.done().await;
}

#[tokio::test]
async fn lines_and_products_are_written_and_read_on_the_phone() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "maria").await;
    for (path, name) in [
        ("/lines/new", "line-new"),
        ("/lines/aac/names", "line-names"),
        ("/lines/aac/products/new", "product-new"),
        ("/lines/aac/characteristics/mass", "characteristic"),
        ("/products/AB-400-300/names", "product-names"),
    ] {
        phone.open(&format!("{}{path}", program.url)).await;
        phone.no_sideways_scroll().await;
        phone.shot(&format!("{name}-phone")).await;
    }
    phone.open(&format!("{}/sign-in", program.url)).await;
    sign_in(&phone, &program, "eleni").await;
    phone.open(&format!("{}/products/AB-400-300", program.url)).await;
    assert!(phone.text("main").await.contains("0.096"));
    phone.no_sideways_scroll().await;
    phone.shot("product-manager-phone").await;
    phone.done().await;
}
