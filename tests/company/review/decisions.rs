//! What becomes of a decision on the queue.

use dokimasia::{domain::person::Role, journeys::write_questions};
use serde_json::json;

use super::{desk, draft, ids};
use crate::harness::{Client, Reply};

/// Decides by the form of the queue.
pub async fn decide(trainer: &Client, decision: &str, ids: &[&str], more: &[(&str, &str)]) -> Reply {
    let seen: Vec<String> = ids.iter().map(|id| format!("{id}@1")).collect();
    let mut fields = vec![("decision", decision)];
    fields.extend(seen.iter().map(|seen| ("question", seen.as_str())));
    fields.extend(more);
    trainer.submit("/review", "/review/decisions", &fields).await
}

journey!(a_question_is_still_right_and_may_be_doubted_again);
async fn a_question_is_still_right_and_may_be_doubted_again() {
    let desk = desk().await;
    desk.change("B-1", "3.5", "notice").await;
    let id = ids(&desk.review("what=doubt").await["doubt"])[0].clone();
    let told = decide(&desk.nikos, "confirm", &[&id], &[("what", "doubt")]).await.location().to_owned();
    assert!(told.starts_with("/review?what=doubt&did=confirm"), "{told}");
    let page = desk.nikos.page(&told).await;
    assert!(page.text.contains("Still right. It is in tests again:") && page.text.contains("/review/reversal"));
    assert_eq!(desk.state(&id).await, "active");
    let back = [("decision", "confirm"), ("question", id.as_str()), ("back", "/review?what=doubt")];
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.location(), "/review?what=doubt");
    assert_eq!(desk.state(&id).await, "suspended");
    // What is true no more is not said again.
    assert!(!desk.nikos.page(&told).await.text.contains("It is in tests again"));
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.status, 409);
}

journey!(a_new_version_that_somebody_else_approves_brings_a_question_back);
async fn a_new_version_that_somebody_else_approves_brings_a_question_back() {
    let desk = desk().await;
    desk.change("B-1", "3.5", "notice").await;
    let doubt = desk.review("what=doubt").await["doubt"][0].clone();
    let id = doubt["id"].as_str().unwrap();
    let edit = format!("/questions/{id}/edit?back=%2Freview%3Fwhat%3Ddoubt");
    assert!(desk.maria.page(&edit).await.text.contains("name=\"back\" value=\"/review?what&#x3D;doubt\""));
    let fields = [
        ("line", "bolts"),
        ("kind", "single"),
        ("product", "B-1"),
        ("topic", "size"),
        ("difficulty", "easy"),
        ("points", "1"),
        ("characteristics", "diameter"),
        ("stem.en", "How thick is it now?"),
        ("option", "3.5 mm"),
        ("option", "4 mm"),
        ("key", "0"),
        ("answer.en", "Three and a half."),
        ("version", "1"),
        ("back", "/review?what=doubt"),
    ];
    let saved = desk.maria.submit(&edit, &format!("/questions/{id}"), &fields).await;
    assert_eq!(saved.location(), "/review?what=doubt");
    let waits = desk.review("what=doubt").await["doubt"].clone();
    let waits = waits.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
    assert_eq!((&waits["state"], &waits["may_approve"]), (&json!("suspended"), &json!(true)));
    let own = desk.maria.get("/api/v1/review?what=doubt").await.expect(200);
    let own = own["doubt"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
    assert_eq!(own["may_approve"], false);
    desk.company.pass(1_000);
    let approval = [("decision", "approve"), ("question", &format!("{id}@2"))];
    assert!(desk.nikos.submit("/review", "/review/decisions", &approval).await.location().contains("done="));
    let active = desk.nikos.get(&format!("/api/v1/questions/{id}")).await.expect(200);
    assert_eq!((&active["state"], &active["drawn"]), (&json!("active"), &json!(2)));
    let back = [("decision", "confirm"), ("question", id)];
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.status, 409, "it was written anew");
    let told = format!("/review?did=approve&done={id}");
    assert!(desk.nikos.page(&told).await.text.contains("It is in tests from now on:"));
    desk.change("B-1", "3.7", "notice").await;
    assert!(!desk.nikos.page(&told).await.text.contains("It is in tests from now on:"), "it is in doubt again");
}

journey!(new_versions_of_questions_in_doubt_are_approved_together);
async fn new_versions_of_questions_in_doubt_are_approved_together() {
    let desk = desk().await;
    desk.change("B-1", "3.5", "notice").await;
    let several = "name=\"decision\" value=\"approve\">Approve…";
    assert!(!desk.nikos.page("/review?what=doubt").await.text.contains(several), "there is nothing to approve");
    for id in ids(&desk.review("what=doubt").await["doubt"]) {
        let question = desk.maria.get(&format!("/api/v1/questions/{id}")).await.expect(200);
        let anew = json!({
            "version": 1, "product": "B-1", "topic": "size", "difficulty": "easy", "kind": "true_false", "key": true,
            "characteristics": ["diameter"], "stem": question["code"], "answer": "Three and a half.",
        });
        desk.maria.put(&format!("/api/v1/questions/{id}"), anew).await.expect(200);
    }
    assert!(desk.nikos.page("/review?what=doubt").await.text.contains(several));
    assert!(!desk.maria.page("/review?what=doubt").await.text.contains(several), "they are her own");
}

journey!(a_draft_is_rejected_with_a_reason_and_brought_back);
async fn a_draft_is_rejected_with_a_reason_and_brought_back() {
    let desk = desk().await;
    let id = draft(&desk.maria, "Is it long?").await;
    let path = format!("/api/v1/questions/{id}");
    let rejection = format!("{path}/rejection");
    let without = desk.nikos.post(&rejection, json!({"reason": " "})).await.refused(422, "invalid");
    assert_eq!(without["problems"][0]["field"], "reason");
    assert_eq!(desk.nikos.post(&rejection, json!({"reason": "too vague"})).await.expect(200)["state"], "retired");
    desk.nikos.post(&rejection, json!({"reason": "again"})).await.refused(409, "wrong-state");
    assert_eq!(desk.maria.get(&path).await.expect(200)["rejection"]["reason"], "too vague");
    let page = desk.maria.page(&format!("/questions/{id}")).await;
    assert!(page.text.contains("Rejected by nikos") && page.text.contains("too vague"), "{}", page.text);
    let back = [("decision", "reject"), ("question", id.as_str())];
    assert_eq!(desk.maria.submit("/review", "/review/reversal", &back).await.status, 409, "it was not hers");
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.location(), "/review");
    assert_eq!(desk.state(&id).await, "draft");
    desk.company.pass(1_000);
    desk.nikos.post(&rejection, json!({"reason": "too vague"})).await.expect(200);
    desk.company.pass(2 * 60 * 60 * 1_000);
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.status, 409, "it stands");
}

journey!(a_rejection_that_was_taken_back_is_none);
async fn a_rejection_that_was_taken_back_is_none() {
    let desk = desk().await;
    let id = draft(&desk.maria, "Is it long?").await;
    decide(&desk.nikos, "reject", &[&id], &[("reason", "too vague")]).await.location();
    let back = [("decision", "reject"), ("question", id.as_str())];
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.location(), "/review");
    desk.maria.post(&format!("/api/v1/questions/{id}/retirement"), json!({})).await.expect(200);
    assert_eq!(desk.nikos.get(&format!("/api/v1/questions/{id}")).await.expect(200)["rejection"], json!(null));
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &back).await.status, 409, "she retired it");
    assert_eq!(desk.state(&id).await, "retired");
}

journey!(what_was_edited_meanwhile_is_not_rejected_unseen);
async fn what_was_edited_meanwhile_is_not_rejected_unseen() {
    let desk = desk().await;
    let id = draft(&desk.maria, "Is it long?").await;
    let edited = json!({
        "version": 1, "product": "B-2", "topic": "size", "difficulty": "easy", "kind": "true_false", "key": true,
        "characteristics": ["length"], "stem": "Is it longer than the first?", "answer": "Yes.",
    });
    desk.maria.put(&format!("/api/v1/questions/{id}"), edited).await.expect(200);
    let told = decide(&desk.nikos, "reject", &[&id], &[("reason", "too vague")]).await.location().to_owned();
    assert!(told.contains(&format!("left={id}%3Astale-edit")), "{told}");
    let rejection = format!("/api/v1/questions/{id}/rejection");
    let reason = |version: u32| json!({"reason": "too vague", "version": version});
    desk.nikos.post(&rejection, reason(1)).await.refused(409, "stale-edit");
    assert_eq!(desk.nikos.post(&rejection, reason(2)).await.expect(200)["state"], "retired");
}

journey!(what_was_approved_once_cannot_be_rejected);
async fn what_was_approved_once_cannot_be_rejected() {
    let desk = desk().await;
    let active = ids(&desk.nikos.get("/api/v1/questions?state=active").await.expect(200))[0].clone();
    let rejection = format!("/api/v1/questions/{active}/rejection");
    desk.nikos.post(&rejection, json!({"reason": "no"})).await.refused(409, "wrong-state");
    desk.change("B-1", "3.5", "notice").await;
    desk.nikos.post(&rejection, json!({"reason": "no"})).await.refused(409, "wrong-state");
    let told = decide(&desk.nikos, "confirm", &[&draft(&desk.maria, "Is it?").await], &[]).await.location().to_owned();
    assert!(told.contains("%3Awrong-state"), "{told}");
    assert!(desk.nikos.page(&told).await.text.contains("That does not go from here (Draft)"));
}

journey!(an_author_does_not_approve_alone_unless_nobody_else_can);
async fn an_author_does_not_approve_alone_unless_nobody_else_can() {
    let desk = desk().await;
    let id = draft(&desk.maria, "Is it long?").await;
    let own = desk.maria.page("/review?what=drafts").await;
    assert!(own.text.contains("somebody other than its author") && !own.text.contains("data-item-key=\"a\""));
    let told = decide(&desk.maria, "approve", &[&id], &[]).await.location().to_owned();
    assert!(desk.maria.page(&told).await.text.contains("A second person must do this"));
    assert_eq!(desk.state(&id).await, "draft");
    let admin = desk.company.person("admin", Role::Admin, None).await;
    write_questions::allow_single_trainer(&desk.company.world, &admin, true).await.unwrap();
    assert!(decide(&desk.maria, "approve", &[&id], &[]).await.location().contains("done="));
    assert_eq!(desk.state(&id).await, "active");
}

journey!(of_several_each_is_decided_for_itself);
async fn of_several_each_is_decided_for_itself() {
    let desk = desk().await;
    let (first, second) = (draft(&desk.maria, "Is it long?").await, draft(&desk.maria, "Is it short?").await);
    let own = draft(&desk.nikos, "Is it mine?").await;
    let all = [first.as_str(), &second, &own];
    let sure = decide(&desk.nikos, "approve", &all, &[("what", "drafts")]).await;
    assert!(sure.status == 200 && sure.text.contains("Approve 3 questions?") && sure.text.contains("Is it short?"));
    assert_eq!(desk.state(&first).await, "draft", "nothing is done before one is sure");
    let told = decide(&desk.nikos, "approve", &all, &[("what", "drafts"), ("sure", "yes")]).await.location().to_owned();
    let page = desk.nikos.page(&told).await.text;
    assert!(page.contains("2 approved.") && page.contains("This was not done:"), "{page}");
    assert!(page.contains("Is it mine?") && page.contains("A second person must do this"));
    assert_eq!(
        [desk.state(&first).await, desk.state(&second).await, desk.state(&own).await],
        ["active", "active", "draft"]
    );
    let again = decide(&desk.maria, "reject", &[&first, &own], &[("reason", "")]).await;
    assert_eq!(again.status, 422);
    assert!(
        again.text.contains(&format!("value=\"{own}@1\" checked")) && again.text.contains("href=\"#field-reason\""),
        "{}",
        again.text
    );
    let told = decide(&desk.maria, "reject", &[&first, &own], &[("reason", "not ours")]).await.location().to_owned();
    assert!(told.contains(&format!("done={own}")) && told.contains(&format!("left={first}%3Awrong-state")), "{told}");
    assert_eq!(decide(&desk.maria, "reject", &[], &[("reason", "x")]).await.status, 422);
    assert_eq!(decide(&desk.maria, "praise", &[&own], &[]).await.status, 404);
}

journey!(what_can_be_taken_back_is_and_the_rest_is_told);
async fn what_can_be_taken_back_is_and_the_rest_is_told() {
    let desk = desk().await;
    let (first, second) = (draft(&desk.maria, "Is it long?").await, draft(&desk.maria, "Is it short?").await);
    let both = [first.as_str(), &second];
    let told = decide(&desk.nikos, "reject", &both, &[("reason", "too vague")]).await.location().to_owned();
    let page = desk.nikos.page(&told).await.text;
    assert!(page.contains("2 rejected:") && page.contains(&format!("name=\"question\" value=\"{second}\"")), "{page}");
    let of_first = [("decision", "reject"), ("question", first.as_str())];
    assert_eq!(desk.nikos.submit("/review", "/review/reversal", &of_first).await.location(), "/review");
    let of_both = [of_first[0], of_first[1], ("question", second.as_str())];
    let partly = desk.nikos.submit("/review", "/review/reversal", &of_both).await;
    assert!(partly.headers["set-cookie"].to_str().unwrap().contains("flash=review-partly-taken-back"), "{partly:?}");
    assert_eq!([desk.state(&first).await, desk.state(&second).await], ["draft", "draft"]);
    decide(&desk.nikos, "approve", &[&first], &[]).await.location();
    for decision in ["approve", "retire", "confirm"] {
        let fields = [("decision", decision), ("question", first.as_str())];
        assert_eq!(desk.nikos.submit("/review", "/review/reversal", &fields).await.status, 409, "{decision}");
    }
}

journey!(what_is_retired_in_the_queue_is_gone);
async fn what_is_retired_in_the_queue_is_gone() {
    let desk = desk().await;
    desk.change("B-1", "3.5", "notice").await;
    let id = ids(&desk.review("what=doubt").await["doubt"])[0].clone();
    let told = decide(&desk.nikos, "retire", &[&id], &[]).await.location().to_owned();
    let page = desk.nikos.page(&told).await.text;
    assert!(page.contains("Retired:") && !page.contains("/review/reversal"), "{page}");
    assert_eq!((desk.state(&id).await, &desk.review("").await["counts"]["doubt"]), ("retired".to_owned(), &json!(1)));
}
