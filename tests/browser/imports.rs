//! A trainer brings questions in a file, looks through them, takes them in and undoes it; new kinds in editor and preview.

use std::fs;

use crate::{
    harness::{Browser, Program},
    journeys::sign_in,
};

const TABLE: &str = "Question;Type;Option A;Option B;Option C;Correct;Category;Explanation\n\
    Which metal is a wire nail of?;;steel;lead;tin;A;Materials;Rods of low carbon are drawn.\n\
    Which coats keep rust away?;checkbox;zinc;paper;paint;A,C;;\n\
    Nails float;true/false;;;;false;;\n\
    Which has no key?;;a;b;;F;;\n\
    Tell us all about nails;essay;;;;;;\n";

#[tokio::test]
async fn a_trainer_takes_a_table_in_and_undoes_it() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "maria").await;
    desktop.open(&format!("{}/banks", program.url)).await;
    desktop.press("Import questions from a file").await;
    desktop.shot("import-new-desktop").await;
    desktop.press("Read it").await;
    desktop.text(".error-summary").await;
    assert_eq!(desktop.complaints().await.len(), 1, "that nothing was handed in was refused");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nails.csv");
    fs::write(&file, TABLE).unwrap();
    desktop.choose("file", &file).await;
    desktop.press("Read it").await;
    assert!(desktop.text(".wizard-rows").await.contains("names none of the options"));
    desktop.no_sideways_scroll().await;
    desktop.shot("import-found-desktop").await;
    desktop.dark().await;
    desktop.shot("import-found-desktop-dark").await;
    desktop.light().await;
    desktop.press(".wizard-rows [name=row][value='3']").await;
    desktop.press("Read it again").await;
    assert!(desktop.text(".wizard-rows").await.contains("Left out"));
    let waits = "const box = document.querySelector('[data-steps-box]'), before = box.hidden;
        const form = box.closest('form'), stay = event => event.preventDefault();
        form.addEventListener('submit', stay);
        form.querySelector('[value=take]').click();
        form.removeEventListener('submit', stay);
        return `${before} ${box.hidden} ${box.innerText.trim()}`";
    let waits = desktop.run(waits).await;
    assert_eq!(waits.as_str(), Some("true false Taking the questions in. You may leave this page: it goes on."));
    desktop.shot("import-taking-desktop").await;
    desktop.press("[name=go][value=take]").await;
    desktop
        .comes_to("return String(document.querySelector('main').innerText.includes('2 questions came of it'))", "true")
        .await;
    desktop.shot("import-taken-desktop").await;
    let taken = desktop.url().await;
    desktop.press(".menu > summary").await;
    desktop.press(".menu form[action='/sign-out'] button").await;
    desktop.text("[name=login]").await;
    sign_in(&desktop, &program, "nikos").await;
    desktop.open(&taken).await;
    desktop.press("Approve all 2 questions").await;
    desktop.text(".flash, .notice.good").await;
    desktop.comes_to("return String(document.querySelector('main').innerText.includes('wait for'))", "false").await;
    desktop.no_sideways_scroll().await;
    desktop.shot("import-approved-desktop").await;
    desktop.press("Undo all of it").await;
    desktop
        .comes_to(
            "return String(document.querySelector('main').innerText.includes('All that came of it was undone'))",
            "true",
        )
        .await;
    desktop.shot("import-undone-desktop").await;
    desktop.done().await;
}

#[tokio::test]
async fn a_table_is_pasted_on_the_phone_in_greek() {
    let Some(phone) = Browser::phone().await else { return };
    let program = Program::start("demo");
    sign_in(&phone, &program, "maria").await;
    phone.press(".menu > summary").await;
    phone.press(".menu [name=locale][value=el]").await;
    phone.text("html[lang=el]").await;
    phone.open(&format!("{}/imports/new", program.url)).await;
    phone.no_sideways_scroll().await;
    phone.shot("import-new-phone-el").await;
    phone
        .fill(
            "pasted",
            "Ερώτηση;Επιλογή Α;Επιλογή Β;Σωστή\nΑπό τι είναι το καρφί;χάλυβας;μόλυβδος;Α\nΧωρίς σωστή;α;β;\n",
        )
        .await;
    phone.press(".card .primary").await;
    phone.text(".wizard-rows").await;
    phone.no_sideways_scroll().await;
    phone.shot("import-found-phone-el").await;
    phone.dark().await;
    phone.shot("import-found-phone-el-dark").await;
    phone.done().await;
}

#[tokio::test]
async fn matching_and_ordering_are_written_and_seen() {
    let Some(desktop) = Browser::desktop().await else { return };
    let program = Program::start("demo");
    sign_in(&desktop, &program, "maria").await;
    for (kind, second) in [("matching", true), ("ordering", false)] {
        desktop.open(&format!("{}/questions/new?line=nails&kind={kind}", program.url)).await;
        desktop.fill("stem.en", "Which belongs to which?").await;
        desktop.fill("answer.en", "The longer one needs the larger board.").await;
        let fill = "const rows = document.querySelectorAll('.option-row');
            [['70 mm', 'board'], ['100 mm', 'beam'], ['', 'plank']].forEach(([left, right], at) => {
              rows[at].querySelector('[name=option]').value = SECOND ? left : left || '120 mm';
              if (SECOND) rows[at].querySelector('[name=partner]').value = right;
            }); return rows.length";
        assert!(desktop.run(&fill.replace("SECOND", &second.to_string())).await.as_u64().unwrap() >= 3);
        desktop.no_sideways_scroll().await;
        desktop.shot(&format!("question-{kind}-desktop")).await;
        desktop.press("Save the draft").await;
        desktop.text(".notice.good").await;
        assert_eq!(
            desktop.run("return document.querySelectorAll('.question select').length").await.as_u64(),
            Some(if second { 2 } else { 3 })
        );
        desktop.no_sideways_scroll().await;
        desktop.shot(&format!("question-{kind}-seen-desktop")).await;
    }
    desktop.done().await;
}
