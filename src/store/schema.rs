//! The tables, as the migrations make them.

use diesel::{joinable, query_source::TableNotEqual, table};

table! {
    people (id) {
        id -> Text,
        login -> Text,
        name -> Text,
        role -> Text,
        department -> Text,
        locale -> Text,
        active -> Bool,
        password_hash -> Nullable<Text>,
        created_ms -> BigInt,
        revision -> BigInt,
        email -> Nullable<Text>,
        digest -> Bool,
    }
}

table! {
    tenures (id) {
        id -> Text,
        person_id -> Text,
        from_ms -> BigInt,
        role -> Text,
        active -> Bool,
    }
}

table! {
    sessions (id) {
        id -> Text,
        token_digest -> Text,
        person_id -> Text,
        started_ms -> BigInt,
        seen_ms -> BigInt,
        expires_ms -> BigInt,
    }
}

table! {
    setup_links (token_digest) {
        token_digest -> Text,
        person_id -> Nullable<Text>,
        made_ms -> BigInt,
        expires_ms -> BigInt,
        used_ms -> Nullable<BigInt>,
    }
}

table! {
    guesses (digest) {
        digest -> Text,
        number -> Integer,
        until_ms -> BigInt,
    }
}

table! {
    clients (id) {
        id -> Text,
        name -> Text,
        token_digest -> Text,
        scopes -> Text,
        lines -> Text,
        departments -> Text,
        author_id -> Nullable<Text>,
        rate -> Integer,
        made_ms -> BigInt,
        expires_ms -> BigInt,
        revoked_ms -> Nullable<BigInt>,
        used_ms -> Nullable<BigInt>,
    }
}

table! {
    settings (name) {
        name -> Text,
        value -> Text,
    }
}

table! {
    lines (id) {
        id -> Text,
        code -> Text,
        name -> Text,
        note -> Nullable<Text>,
        language -> Text,
        revision -> BigInt,
        created_ms -> BigInt,
    }
}

table! {
    topics (id) {
        id -> Text,
        line_id -> Text,
        code -> Text,
        name -> Text,
        place -> Integer,
    }
}

table! {
    characteristics (id) {
        id -> Text,
        line_id -> Text,
        code -> Text,
        name -> Text,
        unit -> Nullable<Text>,
        place -> Integer,
    }
}

table! {
    products (id) {
        id -> Text,
        line_id -> Text,
        code -> Text,
        name -> Text,
        place -> Integer,
        created_ms -> BigInt,
    }
}

table! {
    characteristic_values (id) {
        id -> Text,
        product_id -> Text,
        characteristic_id -> Text,
        value -> Nullable<Text>,
        effective_ms -> BigInt,
        recorded_by -> Nullable<Text>,
    }
}

table! {
    changes (id) {
        id -> Text,
        product_id -> Text,
        characteristic_id -> Text,
        value -> Nullable<Text>,
        severity -> Text,
        note -> Nullable<Text>,
        effective_ms -> BigInt,
        deadline_ms -> Nullable<BigInt>,
        recorded_by -> Text,
        recorded_ms -> BigInt,
    }
}

table! {
    change_questions (change_id, question_id) {
        change_id -> Text,
        question_id -> Text,
    }
}

table! {
    change_ends (change_id) {
        change_id -> Text,
        took_effect -> Bool,
        before -> Nullable<Text>,
        ended_by -> Nullable<Text>,
        ended_ms -> BigInt,
    }
}

table! {
    suspensions (change_id, question_id) {
        change_id -> Text,
        question_id -> Text,
    }
}

table! {
    readings (change_id, person_id) {
        change_id -> Text,
        person_id -> Text,
        read_ms -> BigInt,
    }
}

table! {
    origins (question_id) {
        question_id -> Text,
        change_id -> Nullable<Text>,
        origin -> Text,
    }
}

table! {
    rejections (question_id, rejected_ms) {
        question_id -> Text,
        rejected_by -> Text,
        rejected_ms -> BigInt,
        reason -> Text,
    }
}

table! {
    take_backs (question_id, rejected_ms) {
        question_id -> Text,
        rejected_ms -> BigInt,
        taken_back_ms -> BigInt,
    }
}

table! {
    questions (id) {
        id -> Text,
        line_id -> Text,
        product_id -> Nullable<Text>,
        topic_id -> Text,
        code -> Text,
        state -> Text,
        difficulty -> Text,
        tags -> Text,
        exam_only -> Bool,
        latest_number -> Integer,
        drawn_number -> Nullable<Integer>,
        created_ms -> BigInt,
        taught_from -> Integer,
    }
}

table! {
    question_characteristics (question_id, characteristic_id) {
        question_id -> Text,
        characteristic_id -> Text,
    }
}

table! {
    versions (id) {
        id -> Text,
        question_id -> Text,
        number -> Integer,
        content -> Text,
        folded -> Text,
        author_id -> Text,
        written_ms -> BigInt,
        picture_id -> Nullable<Text>,
    }
}

table! {
    pictures (file_id) {
        file_id -> Text,
        source_sha256 -> Text,
    }
}

table! {
    approvals (version_id) {
        version_id -> Text,
        approved_by -> Text,
        approved_ms -> BigInt,
    }
}

table! {
    aliases (id) {
        id -> Text,
        question_id -> Text,
        text -> Text,
        folded -> Text,
        learned_ms -> BigInt,
        raised_id -> Nullable<Text>,
        learned_by -> Nullable<Text>,
    }
}

table! {
    certifications (id) {
        id -> Text,
        code -> Text,
        name -> Text,
        blueprint -> Text,
        policy -> Text,
        revision -> Integer,
        created_ms -> BigInt,
    }
}

table! {
    publications (certification_id, version) {
        certification_id -> Text,
        version -> Integer,
        name -> Text,
        blueprint -> Text,
        policy -> Text,
        published_by -> Text,
        published_ms -> BigInt,
    }
}

table! {
    publication_products (certification_id, version, product_id) {
        certification_id -> Text,
        version -> Integer,
        product_id -> Text,
    }
}

table! {
    attempts (id) {
        id -> Text,
        person_id -> Text,
        certification_id -> Text,
        version -> Integer,
        state -> Text,
        seed -> Text,
        started_ms -> BigInt,
        deadline_ms -> BigInt,
        submitted_ms -> Nullable<BigInt>,
        second_of -> Nullable<Text>,
        delta_of -> Nullable<Text>,
        blueprint -> Nullable<Text>,
    }
}

table! {
    positions (attempt_id, position) {
        attempt_id -> Text,
        position -> Integer,
        section -> Integer,
        question_id -> Text,
        version_id -> Text,
        option_order -> Text,
        tokens -> Text,
    }
}

table! {
    answers (attempt_id, position, revision) {
        attempt_id -> Text,
        position -> Integer,
        revision -> Integer,
        answer -> Nullable<Text>,
        saved_ms -> BigInt,
    }
}

table! {
    flags (attempt_id, position) {
        attempt_id -> Text,
        position -> Integer,
    }
}

table! {
    grades (attempt_id, position, round) {
        attempt_id -> Text,
        round -> Integer,
        position -> Integer,
        points_numer -> BigInt,
        points_denom -> BigInt,
        possible -> Integer,
        matched -> Nullable<Text>,
        why -> Text,
        review -> Bool,
        rules_version -> Integer,
    }
}

table! {
    outcomes (attempt_id, round) {
        attempt_id -> Text,
        round -> Integer,
        passed -> Bool,
        outcome -> Text,
        graded_ms -> BigInt,
        second_form_until_ms -> Nullable<BigInt>,
        regrade_id -> Nullable<Text>,
    }
}

table! {
    regrades (id) {
        id -> Text,
        version_id -> Text,
        correction -> Text,
        reason -> Text,
        proposed_by -> Text,
        proposed_ms -> BigInt,
    }
}

table! {
    regrade_ends (regrade_id) {
        regrade_id -> Text,
        verdict -> Text,
        ended_by -> Text,
        ended_ms -> BigInt,
        reason -> Nullable<Text>,
    }
}

table! {
    appeals (id) {
        id -> Text,
        attempt_id -> Text,
        number -> Integer,
        person_id -> Text,
        words -> Text,
        filed_ms -> BigInt,
        due_ms -> BigInt,
    }
}

table! {
    appeal_ends (appeal_id) {
        appeal_id -> Text,
        verdict -> Text,
        remedy -> Nullable<Text>,
        ended_by -> Text,
        ended_ms -> BigInt,
        reason -> Nullable<Text>,
    }
}

table! {
    appeal_questions (appeal_id, version_id) {
        appeal_id -> Text,
        version_id -> Text,
    }
}

table! {
    voids (attempt_id) {
        attempt_id -> Text,
        voided_by -> Nullable<Text>,
        voided_ms -> BigInt,
        reason -> Nullable<Text>,
    }
}

table! {
    grants (id) {
        id -> Text,
        person_id -> Text,
        certification_id -> Text,
        granted_by -> Text,
        granted_ms -> BigInt,
        reason -> Text,
    }
}

table! {
    certificates (id) {
        id -> Text,
        person_id -> Text,
        certification_id -> Text,
        version -> Integer,
        attempt_id -> Text,
        round -> Integer,
        passed -> Bool,
        issued_ms -> BigInt,
        expires_ms -> BigInt,
        renew_from_ms -> BigInt,
    }
}

table! {
    credentials (certificate_id) {
        certificate_id -> Text,
        list -> Integer,
        place -> Integer,
        link -> Nullable<Text>,
    }
}

table! {
    revocations (certificate_id) {
        certificate_id -> Text,
        revoked_by -> Text,
        revoked_ms -> BigInt,
        reason -> Text,
    }
}

table! {
    waivers (id) {
        id -> Text,
        person_id -> Text,
        product_id -> Text,
        granted_by -> Text,
        granted_ms -> BigInt,
        until_ms -> BigInt,
        reason -> Text,
    }
}

table! {
    openings (id) {
        id -> Text,
        product_id -> Text,
        opened_by -> Text,
        opened_ms -> BigInt,
        reason -> Text,
        closed_by -> Nullable<Text>,
        closed_ms -> Nullable<BigInt>,
    }
}

table! {
    raised_questions (id) {
        id -> Text,
        number -> BigInt,
        product_id -> Text,
        text -> Text,
        client -> Nullable<Text>,
        meeting -> Nullable<Text>,
        urgent -> Bool,
        state -> Text,
        raised_by -> Text,
        raised_ms -> BigInt,
        question_id -> Nullable<Text>,
        declined_because -> Nullable<Text>,
        ask_key -> Nullable<Text>,
        same_as -> Nullable<Text>,
        settled_by -> Nullable<Text>,
        settled_ms -> Nullable<BigInt>,
    }
}

table! {
    sightings (raised_id, person_id) {
        raised_id -> Text,
        person_id -> Text,
        seen_ms -> BigInt,
    }
}

table! {
    takings (raised_id) {
        raised_id -> Text,
        person_id -> Text,
        taken_ms -> BigInt,
    }
}

table! {
    replies (id) {
        id -> Text,
        raised_id -> Text,
        text -> Text,
        written_by -> Text,
        written_ms -> BigInt,
    }
}

table! {
    meetings (id) {
        id -> Text,
        person_id -> Text,
        client -> Text,
        at_ms -> BigInt,
        place -> Nullable<Text>,
        note -> Nullable<Text>,
        language -> Text,
        state -> Text,
        refused_because -> Nullable<Text>,
        asked_ms -> BigInt,
    }
}

table! {
    meeting_products (meeting_id, product_id) {
        meeting_id -> Text,
        product_id -> Text,
        place -> Integer,
    }
}

table! {
    meeting_notes (meeting_id, line_id, question) {
        meeting_id -> Text,
        line_id -> Text,
        question -> Text,
        text -> Text,
        written_ms -> BigInt,
    }
}

table! {
    sheets (line_id, version) {
        line_id -> Text,
        version -> Integer,
        questions -> Nullable<Text>,
        written_by -> Text,
        written_ms -> BigInt,
    }
}

table! {
    events (id) {
        id -> Text,
        at_ms -> BigInt,
        actor_id -> Nullable<Text>,
        kind -> Text,
        object_kind -> Text,
        object_id -> Text,
        before -> Nullable<Text>,
        after -> Nullable<Text>,
        client_id -> Nullable<Text>,
    }
}

table! {
    leaves (position) {
        position -> BigInt,
        event_id -> Text,
        salt -> Nullable<Binary>,
        commitment -> Nullable<Binary>,
        hashes -> Binary,
    }
}

table! {
    webhooks (id) {
        id -> Text,
        url -> Text,
        topics -> Text,
        secret -> Text,
        secret_before -> Nullable<Text>,
        secret_before_until_ms -> Nullable<BigInt>,
        active -> Bool,
        off_because -> Nullable<Text>,
        created_by -> Text,
        created_ms -> BigInt,
        removed_ms -> Nullable<BigInt>,
        told_to -> Text,
    }
}

table! {
    deliveries (id) {
        id -> Text,
        webhook_id -> Text,
        event_id -> Text,
        topic -> Text,
        subject -> Text,
        body -> Text,
        state -> Text,
        tries -> Integer,
        due_ms -> BigInt,
        tried_ms -> Nullable<BigInt>,
        status -> Nullable<Integer>,
        answer -> Nullable<Text>,
    }
}

table! {
    mails (id) {
        id -> Text,
        event_id -> Text,
        person_id -> Text,
        kind -> Text,
        state -> Text,
        tries -> Integer,
        due_ms -> BigInt,
        tried_ms -> Nullable<BigInt>,
        answer -> Nullable<Text>,
    }
}

table! {
    calendars (person_id) {
        person_id -> Text,
        digest -> Text,
        made_ms -> BigInt,
    }
}

table! {
    told_standings (person_id) {
        person_id -> Text,
        standings -> Text,
    }
}

table! {
    told_expiries (certificate_id) {
        certificate_id -> Text,
        told_ms -> BigInt,
    }
}

table! {
    files (id) {
        id -> Text,
        media_type -> Text,
        name -> Text,
        size -> BigInt,
        sha256 -> Text,
        width -> Nullable<Integer>,
        height -> Nullable<Integer>,
        added_by -> Text,
        added_ms -> BigInt,
        bytes -> Binary,
    }
}

table! {
    kit_entries (id) {
        id -> Text,
        line_id -> Text,
        product_id -> Nullable<Text>,
        kind -> Text,
        title -> Text,
        text -> Nullable<Text>,
        file_id -> Nullable<Text>,
        place -> Integer,
        revision -> Integer,
        checked_by -> Text,
        checked_ms -> BigInt,
        removed_ms -> Nullable<BigInt>,
    }
}

table! {
    kit_characteristics (entry_id, characteristic_id) {
        entry_id -> Text,
        characteristic_id -> Text,
    }
}

table! {
    kit_scripts (line_id) {
        line_id -> Text,
        steps -> Text,
        revision -> Integer,
        saved_by -> Text,
        saved_ms -> BigInt,
    }
}

table! {
    corrections (version_id) {
        version_id -> Text,
    }
}

table! {
    reviews (id) {
        id -> Text,
        person_id -> Text,
        question_id -> Text,
        version -> Integer,
        device_key -> Text,
        rating -> Text,
        made_ms -> BigInt,
        told_ms -> Nullable<BigInt>,
        received_ms -> BigInt,
        took_ms -> Nullable<Integer>,
        before -> Nullable<Text>,
        predicted -> Nullable<Integer>,
    }
}

table! {
    review_undos (review_id) {
        review_id -> Text,
        undone_ms -> BigInt,
    }
}

table! {
    cards (person_id, question_id) {
        person_id -> Text,
        question_id -> Text,
        version -> Integer,
        memory -> Text,
        reviews -> Integer,
        forgotten -> Integer,
        reviewed_ms -> BigInt,
        due_ms -> BigInt,
        review_id -> Text,
    }
}

table! {
    card_revisions (person_id) {
        person_id -> Text,
        revision -> BigInt,
    }
}

table! {
    forecasts (attempt_id) {
        attempt_id -> Text,
        passes -> Integer,
        right_share -> Integer,
        low -> Integer,
        high -> Integer,
        made_ms -> BigInt,
    }
}

table! {
    contests (id) {
        id -> Text,
        line_id -> Text,
        begun_by -> Text,
        begun_ms -> BigInt,
        seconds -> Integer,
        form -> Text,
        position -> Integer,
        asked_ms -> Nullable<BigInt>,
        told_ms -> Nullable<BigInt>,
        ended_ms -> Nullable<BigInt>,
    }
}

table! {
    batches (id) {
        id -> Text,
        line_id -> Text,
        name -> Text,
        bytes -> Binary,
        plan -> Text,
        added_by -> Text,
        added_ms -> BigInt,
        taken_by -> Nullable<Text>,
        taken_ms -> Nullable<BigInt>,
        undone_by -> Nullable<Text>,
        undone_ms -> Nullable<BigInt>,
    }
}

table! {
    contest_players (contest_id, person_id) {
        contest_id -> Text,
        person_id -> Text,
        joined_ms -> BigInt,
    }
}

table! {
    contest_answers (contest_id, person_id, position) {
        contest_id -> Text,
        person_id -> Text,
        position -> Integer,
        answer -> Text,
        share -> Text,
        score -> BigInt,
        took_ms -> BigInt,
    }
}

table! {
    erasures (id) {
        id -> Text,
        person_id -> Text,
        called -> Text,
        asked_by -> Nullable<Text>,
        asked_ms -> BigInt,
        withdrawn_ms -> Nullable<BigInt>,
        done_by -> Nullable<Text>,
        done_ms -> Nullable<BigInt>,
        wiped_ms -> Nullable<BigInt>,
        door -> Nullable<Text>,
    }
}

table! {
    prunings (day) {
        day -> Text,
        begun_ms -> BigInt,
        ended_ms -> Nullable<BigInt>,
        counts -> Text,
        door -> Nullable<Text>,
    }
}

joinable!(erasures -> people (person_id));
joinable!(forecasts -> attempts (attempt_id));
joinable!(contests -> lines (line_id));
joinable!(contests -> people (begun_by));
joinable!(contest_players -> contests (contest_id));
joinable!(contest_players -> people (person_id));
joinable!(corrections -> versions (version_id));
joinable!(reviews -> questions (question_id));
joinable!(reviews -> people (person_id));
joinable!(review_undos -> reviews (review_id));
joinable!(cards -> questions (question_id));
joinable!(cards -> people (person_id));
joinable!(card_revisions -> people (person_id));

table! {
    batch_questions (batch_id, question_id) {
        batch_id -> Text,
        question_id -> Text,
        number -> Integer,
    }
}

joinable!(topics -> lines (line_id));
joinable!(characteristics -> lines (line_id));
joinable!(products -> lines (line_id));
joinable!(characteristic_values -> products (product_id));
joinable!(characteristic_values -> characteristics (characteristic_id));
joinable!(changes -> products (product_id));
joinable!(changes -> characteristics (characteristic_id));
joinable!(change_questions -> changes (change_id));
joinable!(change_questions -> questions (question_id));
joinable!(change_ends -> changes (change_id));
joinable!(suspensions -> changes (change_id));
joinable!(suspensions -> questions (question_id));
joinable!(readings -> changes (change_id));
joinable!(origins -> questions (question_id));
joinable!(rejections -> questions (question_id));
joinable!(questions -> lines (line_id));
joinable!(questions -> products (product_id));
joinable!(questions -> topics (topic_id));
joinable!(question_characteristics -> questions (question_id));
joinable!(question_characteristics -> characteristics (characteristic_id));
joinable!(versions -> questions (question_id));
joinable!(approvals -> versions (version_id));
joinable!(aliases -> questions (question_id));
joinable!(publications -> certifications (certification_id));
joinable!(publication_products -> products (product_id));
joinable!(positions -> attempts (attempt_id));
joinable!(positions -> questions (question_id));
joinable!(positions -> versions (version_id));
joinable!(outcomes -> attempts (attempt_id));
joinable!(voids -> attempts (attempt_id));
joinable!(outcomes -> regrades (regrade_id));
joinable!(regrades -> versions (version_id));
joinable!(regrade_ends -> regrades (regrade_id));
joinable!(appeals -> attempts (attempt_id));
joinable!(appeals -> people (person_id));
joinable!(appeal_ends -> appeals (appeal_id));
joinable!(appeal_questions -> appeals (appeal_id));
joinable!(appeal_questions -> versions (version_id));
joinable!(grants -> certifications (certification_id));
joinable!(credentials -> certificates (certificate_id));
joinable!(revocations -> certificates (certificate_id));
joinable!(waivers -> products (product_id));
joinable!(openings -> products (product_id));
joinable!(raised_questions -> products (product_id));
joinable!(raised_questions -> questions (question_id));
joinable!(replies -> raised_questions (raised_id));
joinable!(meetings -> people (person_id));
joinable!(meeting_products -> meetings (meeting_id));
joinable!(meeting_products -> products (product_id));
joinable!(meeting_notes -> lines (line_id));
joinable!(sheets -> people (written_by));
joinable!(tenures -> people (person_id));
joinable!(sessions -> people (person_id));
joinable!(setup_links -> people (person_id));
joinable!(characteristic_values -> people (recorded_by));
joinable!(changes -> people (recorded_by));
joinable!(readings -> people (person_id));
joinable!(rejections -> people (rejected_by));
joinable!(versions -> people (author_id));
joinable!(versions -> pictures (picture_id));
joinable!(pictures -> files (file_id));
joinable!(approvals -> people (approved_by));
joinable!(publications -> people (published_by));
joinable!(attempts -> people (person_id));
joinable!(voids -> people (voided_by));
joinable!(certificates -> people (person_id));
joinable!(revocations -> people (revoked_by));
joinable!(raised_questions -> people (raised_by));
joinable!(replies -> people (written_by));
joinable!(sightings -> people (person_id));
joinable!(takings -> people (person_id));
joinable!(kit_entries -> files (file_id));
joinable!(kit_characteristics -> kit_entries (entry_id));
joinable!(kit_characteristics -> characteristics (characteristic_id));
joinable!(mails -> events (event_id));
joinable!(mails -> people (person_id));
joinable!(calendars -> people (person_id));
joinable!(deliveries -> webhooks (webhook_id));
joinable!(webhooks -> people (created_by));
joinable!(leaves -> events (event_id));
joinable!(events -> people (actor_id));
joinable!(events -> clients (client_id));

/// Says of tables that statements may join them, which diesel's own macro says of samples of tables and of tables without their heirs too: six times
/// as much for the compiler to hold against each other.
macro_rules! may_be_joined {
    ($one:ident, $($other:ident,)+) => {
        $(
            impl TableNotEqual<$one::table> for $other::table {}
            impl TableNotEqual<$other::table> for $one::table {}
        )+
        may_be_joined!($($other,)+);
    };
    ($last:ident,) => {};
}

may_be_joined!(
    people,
    tenures,
    sessions,
    setup_links,
    settings,
    lines,
    topics,
    characteristics,
    products,
    characteristic_values,
    changes,
    change_questions,
    change_ends,
    suspensions,
    readings,
    origins,
    rejections,
    take_backs,
    questions,
    question_characteristics,
    versions,
    pictures,
    approvals,
    aliases,
    certifications,
    publications,
    publication_products,
    attempts,
    positions,
    answers,
    flags,
    grades,
    outcomes,
    regrades,
    regrade_ends,
    appeals,
    appeal_ends,
    appeal_questions,
    voids,
    grants,
    certificates,
    credentials,
    revocations,
    waivers,
    openings,
    raised_questions,
    replies,
    sightings,
    takings,
    webhooks,
    deliveries,
    told_standings,
    told_expiries,
    mails,
    calendars,
    files,
    kit_entries,
    kit_characteristics,
    kit_scripts,
    meetings,
    meeting_products,
    meeting_notes,
    sheets,
    batches,
    batch_questions,
    clients,
    events,
    leaves,
    corrections,
    reviews,
    review_undos,
    cards,
    card_revisions,
    forecasts,
    contests,
    contest_players,
    contest_answers,
    erasures,
    prunings,
);
