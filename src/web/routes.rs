//! Every door of the house on one page: method, path, whom it admits, and who answers. The tests walk this same table.

use actix_web::{
    HttpResponse, Scope,
    http::Method,
    middleware::from_fn,
    web::{self, ServiceConfig},
};

pub use super::doors::Door;
use super::{
    actor::{self, Actor},
    allowance, api, assets,
    doors::{doors, told_doors},
    first::door,
    guard,
    openapi::{Teller, words},
    pages, problem,
};
use crate::base::{error::Result, refusal::Refusal};

doors! {
    /// The doors for people, tried from the top.
    PAGES open_pages "":
    GET  "/tests/{code}"                        Candidate pages::attempts::brief;
    POST "/tests/{code}/attempts"               Candidate pages::attempts::begin;
    GET  "/attempts/{id}"                       Candidate pages::attempts::resume;
    GET  "/products/{code}/delta-test"          Candidate pages::learn::brief;
    POST "/products/{code}/delta-attempts"      Candidate pages::learn::begin;
    POST "/changes/{id}/reading"                Candidate pages::learn::confirm;
    GET  "/attempts/{id}/questions/{position}"  Candidate pages::attempts::question;
    POST "/attempts/{id}/questions/{position}"  Candidate pages::attempts::save;
    GET  "/attempts/{id}/submission"            Candidate pages::attempts::review;
    POST "/attempts/{id}/submission"            Candidate pages::attempts::submit;
    GET  "/attempts/{id}/result"                Candidate pages::attempts::result;
    GET  "/certificates"                        Candidate pages::certificates::list;
    GET  "/certificates/{id}"                   Meeter    pages::certificates::show;
    GET  "/certificates/{id}/files/{file}"      Meeter    pages::certificates::file;
    POST "/certificates/{id}/link"              Candidate pages::certificates::link;
    GET  "/verify"                              Visitor   pages::verify::blank;
    POST "/verify"                              Visitor   pages::verify::check;
    GET  "/verify/{link}"                       Visitor   pages::verify::show;
    GET  "/"                                    Visitor   pages::home::show;
    GET  "/sign-in"                             Visitor   pages::sign_in::show;
    POST "/sign-in"                             Visitor   pages::sign_in::submit;
    POST "/sign-out"                            Member    pages::sign_in::leave;
    POST "/preferences"                         Visitor   pages::preferences::submit;
    GET  "/set-up/{token}"                      Visitor   pages::set_up::show;
    POST "/set-up/{token}"                      Visitor   pages::set_up::submit;
    GET  "/account"                             Member    pages::account::show;
    POST "/account/password"                    Member    pages::account::change_password;
    POST "/account/email"                       Member    pages::account::change_email;
    POST "/account/calendar"                    Meeter    pages::account::make_calendar;
    POST "/account/calendar/removal"            Meeter    pages::account::remove_calendar;
    GET  "/calendar/{file}"                     Visitor   pages::account::calendar;
    GET  "/people"                              Admin     pages::people::list;
    GET  "/people/new"                          Admin     pages::people::blank;
    POST "/people"                              Admin     pages::people::add;
    GET  "/people/{login}"                      Admin     pages::people::show;
    POST "/people/{login}"                      Admin     pages::people::change;
    POST "/people/{login}/password-link"        Admin     pages::people::password_link;
    POST "/people/{login}/email"                Admin     pages::people::change_email;
    POST "/account/export"                      Member    pages::privacy::export_own;
    POST "/people/{login}/export"               Admin     pages::privacy::export;
    GET  "/people/{login}/erasure"              Admin     pages::privacy::plan;
    POST "/people/{login}/erasure"              Admin     pages::privacy::ask;
    POST "/people/{login}/erasure/execution"    Admin     pages::privacy::erase;
    POST "/people/{login}/erasure/withdrawal"   Admin     pages::privacy::withdraw;
    GET  "/privacy"                             Admin     pages::privacy::show;
    POST "/privacy"                             Admin     pages::privacy::save;
    GET  "/clients"                             Admin     pages::clients::list;
    POST "/clients"                             Admin     pages::clients::add;
    GET  "/clients/new"                         Admin     pages::clients::blank;
    GET  "/clients/{id}"                        Admin     pages::clients::show;
    POST "/clients/{id}/renewal"                Admin     pages::clients::renew;
    POST "/clients/{id}/revocation"             Admin     pages::clients::revoke;
    GET  "/log"                                 Admin     pages::log::list;
    GET  "/log/checkpoint"                      Admin     pages::log::checkpoint;
    GET  "/log/{entry}/proof"                   Admin     pages::log::proof;
    GET  "/settings"                            Admin     pages::settings::show;
    POST "/settings"                            Admin     pages::settings::save;
    GET  "/backups"                             Admin     pages::backups::show;
    POST "/backups"                             Admin     pages::backups::make;
    POST "/backups/drill"                       Admin     pages::backups::drill;
    GET  "/webhooks"                            Admin     pages::webhooks::list;
    POST "/webhooks"                            Admin     pages::webhooks::add;
    GET  "/webhooks/{id}"                       Admin     pages::webhooks::show;
    POST "/webhooks/{id}"                       Admin     pages::webhooks::change;
    POST "/webhooks/{id}/secret"                Admin     pages::webhooks::rotate;
    POST "/webhooks/{id}/test"                  Admin     pages::webhooks::test;
    POST "/webhooks/{id}/replay"                Admin     pages::webhooks::replay;
    POST "/webhooks/{id}/removal"               Admin     pages::webhooks::remove;
    GET  "/questions"                           Author    pages::questions::list;
    POST "/questions"                           Author    pages::questions::add;
    GET  "/questions/new"                       Author    pages::questions::blank;
    POST "/questions/preview"                   Author    pages::questions::preview;
    GET  "/questions/{id}"                      Author    pages::questions::show;
    POST "/questions/{id}"                      Author    pages::questions::change;
    GET  "/questions/{id}/edit"                 Author    pages::questions::edit;
    POST "/questions/{id}/approval"             Author    pages::questions::approve;
    POST "/questions/{id}/retirement"           Author    pages::questions::retire;
    POST "/questions/{id}/confirmation"         Author    pages::questions::confirm;
    POST "/questions/{id}/rejection"            Author    pages::questions::reject;
    POST "/questions/{id}/forgotten"            Author    pages::questions::forget;
    GET  "/review"                              Author    pages::review::show;
    POST "/review/decisions"                    Author    pages::review::decide;
    POST "/review/reversal"                     Author    pages::review::reverse;
    POST "/review/drafts"                       Author    pages::review::make_drafts;
    GET  "/attempts/{id}/appeal"                Candidate pages::appeals::contest;
    POST "/attempts/{id}/appeal"                Candidate pages::appeals::file;
    GET  "/attempts/{id}/evidence"              Head      pages::evidence::show;
    GET  "/attempts/{id}/evidence/file"         Head      pages::evidence::file;
    GET  "/certificates/{id}/evidence"          Head      pages::evidence::of_certificate;
    GET  "/appeals"                             Head      pages::appeals::list;
    GET  "/appeals/{id}"                        Head      pages::appeals::show;
    POST "/appeals/{id}/decision"               Head      pages::appeals::decide;
    POST "/appeals/{id}/withdrawal"             Candidate pages::appeals::withdraw;
    GET  "/questions/{id}/regrading"            Author    pages::regrades::blank;
    POST "/questions/{id}/regrading"            Author    pages::regrades::propose;
    GET  "/regrades"                            Author    pages::regrades::desk;
    GET  "/regrades/{id}"                       Author    pages::regrades::show;
    POST "/regrades/{id}/approval"              Author    pages::regrades::approve;
    POST "/regrades/{id}/refusal"               Author    pages::regrades::decline;
    POST "/regrades/{id}/withdrawal"            Author    pages::regrades::withdraw;
    GET  "/study"                               Candidate pages::study::show;
    GET  "/study/session"                       Candidate pages::study::session;
    POST "/study/ratings"                       Candidate pages::study::rate;
    POST "/study/undo"                          Candidate pages::study::undo;
    GET  "/study/practice"                      Candidate pages::study::practise;
    POST "/study/practice"                      Candidate pages::study::check;
    POST "/study/practice/disagreement"         Candidate pages::study::disagree;
    GET  "/study/hardest"                       Office    pages::study::hardest;
    GET  "/study/newcomers"                     Office    pages::study::newcomers;
    GET  "/study/figures"                       Asker     pages::study::figures;
    GET  "/raised"                              Asker     pages::raised::list;
    GET  "/raised/new"                          Candidate pages::raised::blank;
    POST "/raised"                              Candidate pages::raised::raise;
    GET  "/raised/figures"                      Office    pages::raised::figures;
    GET  "/raised/{number}"                     Asker     pages::raised::show;
    POST "/raised/{number}/answer"              Author    pages::raised::answer;
    POST "/raised/{number}/known"               Asker     pages::raised::known;
    POST "/raised/{number}/same"                Author    pages::raised::same;
    POST "/raised/{number}/declined"            Author    pages::raised::decline;
    GET  "/meetings"                            Meeter    pages::meetings::list;
    POST "/meetings"                            Candidate pages::meetings::ask;
    GET  "/meetings/new"                        Candidate pages::meetings::blank;
    GET  "/meetings/{id}"                       Meeter    pages::meetings::show;
    POST "/meetings/{id}/opening"               Candidate pages::meetings::open;
    POST "/meetings/{id}/holding"               Candidate pages::meetings::hold;
    POST "/meetings/{id}/cancellation"          Candidate pages::meetings::cancel;
    POST "/meetings/{id}/waiver"                Head      pages::meetings::waive;
    POST "/meetings/{id}/refusal"               Head      pages::meetings::refuse;
    GET  "/meetings/{id}/sheet"                 Meeter    pages::meetings::sheet;
    POST "/meetings/{id}/sheet"                 Candidate pages::meetings::note;
    GET  "/lines/{line}/sheet"                  Office pages::sheets::show;
    POST "/lines/{line}/sheet"                  Office pages::sheets::save;
    POST "/lines/{line}/sheet/reset"            Office pages::sheets::reset;
    GET  "/banks"                               Author    pages::banks::list;
    GET  "/banks/{line}"                        Author    pages::banks::take_out;
    GET  "/imports/new"                         Author    pages::imports::blank;
    POST "/imports"                             Author    pages::imports::hand_in;
    GET  "/imports/{id}"                        Author    pages::imports::show;
    POST "/imports/{id}"                        Author    pages::imports::act;
    GET  "/imports/{id}/progress"               Author    pages::imports::progress;
    POST "/imports/{id}/approval"               Author    pages::imports::approve;
    POST "/imports/{id}/undoing"                Author    pages::imports::undo;
    GET  "/imports/{id}/failed"                 Author    pages::imports::failed;
    GET  "/products"                            Asker     pages::products::list;
    GET  "/products/{code}"                     Asker     pages::products::show;
    POST "/products/{code}"                     Author    pages::products::rename_product;
    GET  "/products/{code}/names"               Author    pages::products::product_names;
    POST "/lines"                               Author    pages::products::add_line;
    GET  "/lines/new"                           Author    pages::products::new_line;
    GET  "/lines/{line}"                        Asker     pages::products::line;
    POST "/lines/{line}"                        Author    pages::products::change_line;
    GET  "/lines/{line}/names"                  Author    pages::products::line_names;
    GET  "/lines/{line}/products/new"           Author    pages::products::new_product;
    POST "/lines/{line}/products"               Author    pages::products::add_product;
    GET  "/lines/{line}/characteristics/new"    Author    pages::products::new_characteristic;
    POST "/lines/{line}/characteristics"        Author    pages::products::add_characteristic;
    GET  "/lines/{line}/characteristics/{code}" Author    pages::products::characteristic;
    POST "/lines/{line}/characteristics/{code}" Author    pages::products::change_characteristic;
    GET  "/lines/{line}/edit"                   Author    pages::products::edit;
    GET  "/lines/{line}/paste"                  Author    pages::products::paste;
    GET  "/lines/{line}/review"                 Author    pages::products::reopen;
    POST "/lines/{line}/review"                 Author    pages::products::look;
    POST "/lines/{line}/changes"                Author    pages::products::record;
    POST "/changes/{id}/cancellation"           Author    pages::products::cancel;
    GET  "/kit"                                 Asker     pages::kit::list;
    GET  "/kit/{code}"                          Asker     pages::kit::show;
    GET  "/kit/{code}/entries/new"              Author    pages::kit::blank;
    POST "/kit/{code}/entries"                  Author    pages::kit::add;
    GET  "/kit/{code}/entries/{id}"             Author    pages::kit::edit;
    POST "/kit/{code}/entries/{id}"             Author    pages::kit::change;
    POST "/kit/{code}/entries/{id}/confirmation" Author   pages::kit::confirm;
    POST "/kit/{code}/entries/{id}/place"       Author    pages::kit::shift;
    POST "/kit/{code}/entries/{id}/removal"     Author    pages::kit::remove;
    GET  "/lines/{line}/script"                 Office    pages::kit::script;
    POST "/lines/{line}/script"                 Office    pages::kit::save_script;
    GET  "/files/{id}"                          Asker     pages::kit::file;
    GET  "/offline"                             Asker     pages::kit::offline;
    GET  "/contests"                            Office    pages::contests::list;
    POST "/contests"                            Author    pages::contests::begin;
    GET  "/contests/{id}"                       Asker     pages::contests::show;
    POST "/contests/{id}/moves"                 Author    pages::contests::go_on;
    POST "/contests/{id}/end"                   Author    pages::contests::end;
    POST "/contests/{id}/players"               Candidate pages::contests::join;
    POST "/contests/{id}/answers/{position}"    Candidate pages::contests::answer;
    GET  "/board"                               Head      pages::board::show;
    GET  "/board/{format}"                      Head      pages::board::file;
    GET  "/look-up"                             Head      pages::standing::look_up;
    GET  "/standing/{login}/{product}"          Head      pages::standing::show;
    POST "/certificates/{id}/revocation"        Head      pages::standing::revoke;
    POST "/attempts/{id}/voiding"               Head      pages::standing::void;
    POST "/waivers"                             Head      pages::standing::waive;
    POST "/grants"                              Head      pages::standing::grant;
    POST "/openings"                            Head      pages::standing::open;
    POST "/openings/{product}/closure"          Head      pages::standing::close;
    GET  "/docs/api"                            Visitor   pages::reference::list;
    GET  "/docs/api/{resource}"                 Visitor   pages::reference::show;
    GET  "/certifications"                      Author    pages::certifications::list;
    GET  "/certifications/new"                  Author    pages::certifications::blank;
    POST "/certifications"                      Author    pages::certifications::create;
    GET  "/certifications/{code}"               Author    pages::certifications::show;
    POST "/certifications/{code}"               Author    pages::certifications::save;
    POST "/certifications/{code}/publication"   Author    pages::certifications::publish;
}

/// Where the doors for programs are.
pub const API_SCOPE: &str = "/api/v1";

told_doors! {
    /// The doors for programs. They are tried from the top: what is asked most stands there.
    API open_api tell_api "/api/v1":
    GET  "/managers/{login}/standing"           Gate      api::standing::one;
    POST "/standing/query"                      Board     api::standing::query;
    PUT  "/attempts/{id}/answers/{position}"    Candidate api::attempts::save_answer;
    GET  "/attempts/{id}"                       Candidate api::attempts::show;
    POST "/attempts/{id}/submission"            Candidate api::attempts::submit;
    POST "/certifications/{code}/attempts"      Candidate api::attempts::start;
    POST "/sessions"                            Visitor   api::sessions::create;
    GET  "/me"                                  Member    api::me::show;
    GET  "/events"                              Asker     api::live::events;
    GET  "/me/changes"                          Candidate api::learn::list;
    POST "/changes/{id}/reading"                Candidate api::learn::confirm;
    POST "/products/{code}/delta-attempts"      Candidate api::learn::start;
    GET  "/questions"                           Author    api::questions::list;
    POST "/questions"                           Author    api::questions::create;
    GET  "/questions/{id}"                      Author    api::questions::show;
    PUT  "/questions/{id}"                      Author    api::questions::revise;
    POST "/questions/{id}/approval"             Author    api::questions::approve;
    POST "/questions/{id}/retirement"           Author    api::questions::retire;
    POST "/questions/{id}/confirmation"         Author    api::questions::confirm;
    POST "/questions/{id}/rejection"            Author    api::questions::reject;
    GET  "/attempts/{id}/appeals"               Candidate api::appeals::contest;
    POST "/attempts/{id}/appeals"               Candidate api::appeals::file;
    GET  "/attempts/{id}/evidence"              Head      api::evidence::of_attempt;
    GET  "/appeals"                             Head      api::appeals::list;
    GET  "/appeals/{id}"                        Head      api::appeals::show;
    POST "/appeals/{id}/decision"               Head      api::appeals::decide;
    POST "/appeals/{id}/withdrawal"             Candidate api::appeals::withdraw;
    POST "/questions/{id}/regrades"             Author    api::regrades::propose;
    GET  "/regrades"                            Author    api::regrades::list;
    GET  "/regrades/{id}"                       Author    api::regrades::show;
    POST "/regrades/{id}/approval"              Author    api::regrades::approve;
    POST "/regrades/{id}/refusal"               Author    api::regrades::decline;
    POST "/regrades/{id}/withdrawal"            Author    api::regrades::withdraw;
    POST "/pictures"                            Author    api::pictures::add;
    GET  "/review"                              Author    api::review::show;
    GET  "/certifications"                      Member    api::certifications::list;
    POST "/certifications"                      Author    api::certifications::create;
    GET  "/certifications/{code}"               Member    api::certifications::show;
    PUT  "/certifications/{code}"               Author    api::certifications::save;
    POST "/certifications/{code}/publication"   Author    api::certifications::publish;
    GET  "/study"                               Candidate api::study::overview;
    GET  "/study/cards"                         Candidate api::study::cards;
    POST "/study/ratings"                       Candidate api::study::rate;
    GET  "/study/practice"                      Candidate api::study::practise;
    POST "/study/practice"                      Candidate api::study::check;
    POST "/study/practice/disagreement"         Candidate api::study::disagree;
    GET  "/study/hardest"                       Office    api::study::hardest;
    GET  "/study/newcomers"                     Office    api::study::newcomers;
    GET  "/study/figures"                       Asker     api::study::figures;
    GET  "/study/readiness"                     Candidate api::study::readiness;
    GET  "/study/calibration"                   Office    api::study::calibration;
    GET  "/raised-questions"                    Asker     api::raised::list;
    POST "/raised-questions"                    Candidate api::raised::raise;
    GET  "/raised-questions/figures"            Office    api::raised::figures;
    GET  "/raised-questions/{id}"               Asker     api::raised::show;
    POST "/raised-questions/{id}/sighting"      Author    api::raised::see;
    POST "/raised-questions/{id}/taking"        Author    api::raised::take;
    POST "/raised-questions/{id}/answer"        Author    api::raised::answer;
    POST "/raised-questions/{id}/resolution"    Asker     api::raised::resolve;
    GET  "/search"                              Asker     api::raised::search;
    GET  "/meetings"                            Meeter    api::meetings::list;
    POST "/meetings"                            Candidate api::meetings::ask;
    GET  "/meetings/{id}"                       Meeter    api::meetings::show;
    POST "/meetings/{id}/opening"               Candidate api::meetings::open;
    POST "/meetings/{id}/holding"               Candidate api::meetings::hold;
    POST "/meetings/{id}/cancellation"          Candidate api::meetings::cancel;
    POST "/meetings/{id}/waiver"                Head      api::meetings::waive;
    POST "/meetings/{id}/refusal"               Head      api::meetings::refuse;
    GET  "/meetings/{id}/sheet"                 Meeter    api::meetings::sheet;
    POST "/meetings/{id}/notes"                 Candidate api::meetings::note;
    GET  "/lines/{line}/sheet"                  Office api::meetings::line_sheet;
    PUT  "/lines/{line}/sheet"                  Office api::meetings::change_line_sheet;
    POST "/banks"                               BankWriter api::banks::import;
    GET  "/banks/{line}"                        BankReader api::banks::export;
    POST "/batches/{id}/approval"               Author    api::banks::approve;
    POST "/batches/{id}/undoing"                Author    api::banks::undo;
    GET  "/products"                            Shopper   api::products::list;
    POST "/products"                            Author    api::products::create;
    GET  "/products/{code}"                     Shopper   api::products::show;
    PATCH "/products/{code}"                    Author    api::products::rename;
    GET  "/products/{code}/changes"             Asker     api::changes::list;
    POST "/products/{code}/changes"             Author    api::changes::record;
    POST "/changes/{id}/cancellation"           Author    api::changes::cancel;
    GET  "/lines"                               Member    api::lines::list;
    POST "/lines"                               Author    api::lines::create;
    GET  "/lines/{line}"                        Member    api::lines::show;
    PUT  "/lines/{line}"                        Author    api::lines::change;
    POST "/lines/{line}/characteristics"        Author    api::lines::add_characteristic;
    PUT  "/lines/{line}/characteristics/{code}" Author    api::lines::change_characteristic;
    GET  "/kit"                                 Asker     api::kit::held;
    GET  "/kit/search"                          Asker     api::kit::search;
    GET  "/products/{code}/kit"                 Asker     api::kit::show;
    POST "/products/{code}/kit"                 Author    api::kit::add;
    PUT  "/products/{code}/kit/{id}"            Author    api::kit::change;
    DELETE "/products/{code}/kit/{id}"          Author    api::kit::remove;
    POST "/products/{code}/kit/{id}/confirmation" Author  api::kit::confirm;
    PUT  "/lines/{line}/script"                 Office    api::kit::save_script;
    GET  "/standing"                            Board     api::standing::board;
    POST "/certificates/{id}/revocation"        Head      api::standing::revoke;
    GET  "/certificates/{id}/credential"        Meeter    api::credentials::show;
    GET  "/verifications/{link}"                Visitor   api::credentials::by_link;
    POST "/verifications"                       Visitor   api::credentials::verify;
    POST "/attempts/{id}/voiding"               Head      api::standing::void;
    POST "/waivers"                             Head      api::standing::waive;
    POST "/decisions/verification"              Board     api::decisions::verify;
    GET  "/users"                               PeopleReader api::users::list;
    POST "/users"                               PeopleWriter api::users::take_over;
    POST "/me/export"                           Member    api::privacy::export_own;
    POST "/users/{login}/export"                Admin     api::privacy::export;
    GET  "/users/{login}/erasure"               Admin     api::privacy::plan;
    POST "/users/{login}/erasure"               Admin     api::privacy::ask;
    DELETE "/users/{login}/erasure"             Admin     api::privacy::withdraw;
    POST "/users/{login}/erasure/execution"     Admin     api::privacy::erase;
    GET  "/erasures"                            Admin     api::privacy::ledger;
    GET  "/retention"                           Admin     api::privacy::retention;
    PUT  "/retention"                           Admin     api::privacy::choose;
    GET  "/clients"                             Admin     api::clients::list;
    POST "/clients"                             Admin     api::clients::add;
    GET  "/clients/{id}"                        Admin     api::clients::show;
    POST "/clients/{id}/renewal"                Admin     api::clients::renew;
    POST "/clients/{id}/revocation"             Admin     api::clients::revoke;
    GET  "/audit/entries"                       Admin     api::audit::entries;
    GET  "/audit/entries/{id}/proof"            Admin     api::audit::proof;
    GET  "/audit/checkpoint"                    Admin     api::audit::checkpoint;
    GET  "/audit/consistency"                   Admin     api::audit::consistency;
    GET  "/webhooks"                            Admin     api::webhooks::list;
    POST "/webhooks"                            Admin     api::webhooks::add;
    GET  "/webhooks/{id}"                       Admin     api::webhooks::show;
    PUT  "/webhooks/{id}"                       Admin     api::webhooks::change;
    DELETE "/webhooks/{id}"                     Admin     api::webhooks::remove;
    POST "/webhooks/{id}/secret"                Admin     api::webhooks::rotate;
    POST "/webhooks/{id}/test"                  Admin     api::webhooks::test;
    POST "/webhooks/{id}/deliveries/{delivery}/replay" Admin api::webhooks::replay;
}

/// Opens every door.
pub fn configure(config: &mut ServiceConfig) {
    // The wrap that comes last is the outermost: whatever is refused inside is told by it.
    let api = open_api(web::scope(API_SCOPE))
        .default_service(web::to(nowhere))
        .wrap(from_fn(guard::same_origin))
        .wrap(from_fn(guard::deadline))
        .wrap(from_fn(problem::as_problem))
        .wrap(from_fn(allowance::count));
    let pages = open_pages(web::scope(""))
        .default_service(web::to(nowhere))
        .wrap(from_fn(guard::same_origin))
        .wrap(from_fn(guard::deadline))
        .wrap(from_fn(problem::as_page));
    // Tried from the top: a program's question goes past no pattern of others.
    config
        .service(api)
        .route("/livez", web::get().to(api::health::live))
        .route("/readyz", web::get().to(api::health::ready))
        .route("/api/openapi.json", web::get().to(api::document::show))
        .route("/.well-known/jwks.json", web::get().to(api::decisions::public_keys))
        .route("/.well-known/did.json", web::get().to(api::credentials::document))
        .route("/status/{purpose}/{number}", web::get().to(api::credentials::status_list))
        .route("/assets/{name}", web::get().to(assets::show))
        .route(assets::WORKER, web::get().to(assets::worker))
        .service(pages);
}

async fn nowhere() -> Result<HttpResponse> {
    Err(Refusal::NoSuchThing.into())
}
