//! The deal engine refuses what makes no sense, with a code, the field and a sentence.

mod hostile;

use std::collections::BTreeSet;

use backline::domain::deal::field::Absent;
use backline::domain::deal::{DealError, call_text, catalogue};
use serde_json::{Map, Value};

/// A valid input of every function; the error cases change one field of it.
#[rustfmt::skip]
const VALID: &[(&str, &str)] = &[
    ("convert", r#"{"amount":50,"rate":0.8644}"#),
    ("fx", r#"{"amount":50,"from":"EUR","to":"GBP","date":"2025-07-17"}"#),
    ("fx_implied_interval", r#"{"pairs":[[50,43,1],[20,17,1]],"check_rate":0.8644}"#),
    ("precontract_from", r#"{"expiry":"2026-06-30"}"#),
    ("protected_end", r#"{"start":"2021-07-01","signed":"2021-05-28","birth":"1999-05-25"}"#),
    ("solidarity_split", r#"{"fee":30,"clubs":{"A":{"12":1,"13":0.5},"B":{"13":0.5}}}"#),
    ("seller_net", r#"{"fee":30,"own_training_pct":0.5}"#),
    ("agent_cap", r#"{"role":"individual","base":5000000}"#),
    ("deal_totals", r#"{"val_date":"2025-07-15","fixed":[["2025-09-01",15],["2026-07-01",10]],"addons":[["2026-07-01",2,0.7]],"r_buyer":0.08,"r_seller":0.05}"#),
    ("deferral_gain", r#"{"amount":10,"T":2,"r_seller":0.05,"r_buyer":0.08}"#),
    ("sell_on_expected", r#"{"q":0.4,"s":0.2,"mode":"profit","mu":40,"sigma":0.5,"base":30}"#),
    ("sell_on_realised", r#"{"s":0.1,"mode":"profit","resale":59.5,"base":15.2}"#),
    ("buy_back_value", r#"{"mu":40,"sigma":0.5,"strike":45}"#),
    ("loan_option", r#"{"loan_fee":5,"strike":28,"mu":30,"sigma":12,"r":0.08,"T":1,"p_obligation":0.8}"#),
    ("swap", r#"{"cash":20,"agreed_value":12,"nbv":4.5,"buyer_keep_value":9,"seller_gain_value":14,"phi_B":0.96,"phi_S":0.97}"#),
    ("amort", r#"{"cost":31.5,"start":"2025-09-01","end":"2030-06-30"}"#),
    ("nbv_at", r#"{"cost":36,"start":"2021-07-01","end":"2026-06-30","date":"2025-09-01"}"#),
    ("respread", r#"{"cost":40,"start":"2022-07-01","end":"2027-06-30","ext_date":"2025-07-01","new_end":"2030-06-30"}"#),
    ("disposal_profit", r#"{"proceeds":21,"seller_costs":1,"nbv":6}"#),
    ("squad_cost_ratio", r#"{"wages":300,"amortisation":110,"agents":15,"revenue":600,"disposal_net_36m":90,"add_cost":19.5}"#),
    ("psr_three_year", r#"{"adjusted_results":[-20,-60,5]}"#),
    ("wage_uk", r#"{"weekly_gross":80000}"#),
    ("wage_es", r#"{"annual_net":8}"#),
    ("tco_season", r#"{"amortisation":5,"wage_employer":13,"team_matches":55,"share":0.85,"availability":0.7}"#),
    ("equivalent_annual_cost", r#"{"npv":71,"r":0.08,"n":5}"#),
    ("contract_discount", r#"{"months":24}"#),
    ("value_interval", r#"{"ref_value":60,"months":11.5}"#),
    ("pool_two", r#"{"m1":38,"s1":0.465,"m2":35,"s2":0.35,"rho":0.5}"#),
    ("decay_from_two_bids", r#"{"f1":35,"d1":"2025-09-01","f2":20,"d2":"2026-01-16","expiry":"2026-06-30"}"#),
    ("bargain", r#"{"R_S":22,"R_B":25}"#),
    ("outside_option", r#"{"inside_fee":31,"R_B":45,"seller_outside_fee":36}"#),
    ("p_zopa", r#"{"mean_B":25,"sd_B":4,"mean_S":28,"sd_S":5}"#),
    ("bridging_addon", r#"{"R_S":28,"R_B":25,"p_S":0.3,"p_B":0.15,"t":1,"r_S":0.07,"r_B":0.08,"phi_S":0.97,"phi_B":0.96}"#),
    ("best_final_offer", r#"{"R_B":25,"mean_S":22,"sd_S":5}"#),
    ("rubinstein", r#"{"delta_B":0.95,"delta_S":0.9,"first":"B","R_S":25,"R_B":45}"#),
    ("stahl_finite", r#"{"rounds":4,"delta_B":0.95,"delta_S":0.9,"first":"B","R_S":25,"R_B":45}"#),
    ("faratin", r#"{"t":24,"T":48,"buyer":{"open":15,"reserve":25,"beta":0.5},"seller":{"open":50,"reserve":22,"beta":2}}"#),
    ("faratin_cross", r#"{"T":48,"buyer":{"open":15,"reserve":25,"beta":0.5},"seller":{"open":50,"reserve":22,"beta":2}}"#),
    ("zeuthen", r#"{"R_S":25,"R_B":45,"buyer_offer":30,"seller_offer":42}"#),
    ("concession_limit", r#"{"offers":[50,46,44]}"#),
    ("tree_probs", r#"{"p_renew":0.3,"p_rival":0.25,"p_injury":0.1}"#),
    ("buyer_breakeven", r#"{"season0_with":7,"season0_cover":2,"r_buyer":0.08,"mu":40,"v_alt":12,"J":17,"sigma":15,"p_renew":0.3,"p_rival":0.25,"p_injury":0.1,"fee_profile":[[0,0.5],[1,0.5]],"on_cost":0.05}"#),
    ("qmc_option", r#"{"mu":40,"sigma":15,"J":17,"v_alt":12}"#),
    ("seller_reservation", r#"{"season_value":20,"season_wage":5.5,"p_jan":0.15,"jan_fee":15,"p_renew":0.3,"renew_value":30,"replacement_net":-3,"r_seller":0.07,"n_S":0.955,"fee_profile":[[0,0.5],[1,0.5]]}"#),
    ("beta_prior", r#"{"successes":4,"failures":5}"#),
];

/// Function, the field that is changed, its new value, the code, the field that is blamed.
/// `-` for the value takes the field away.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    ("convert", "rate", "0", "out_of_range", "rate"),
    ("convert", "rate", "\"0.86\"", "wrong_type", "rate"),
    ("convert", "amount", "null", "wrong_type", "amount"),
    ("fx", "date", "\"2014-12-31\"", "no_rate", "date"),
    ("fx", "date", "\"2030-01-01\"", "no_rate", "date"),
    ("fx", "to", "\"XXQ\"", "bad_choice", "to"),
    ("fx", "to", "\"XAF\"", "no_rate", "to"),
    ("fx", "amount", r#"{"minor":100,"currency":"USD"}"#, "mixed_currencies", "amount"),
    ("fx_implied_interval", "pairs", "[]", "out_of_range", "pairs"),
    ("fx_implied_interval", "pairs", "[[50,43]]", "wrong_type", "pairs[0]"),
    ("fx_implied_interval", "pairs", "[[0,43,1]]", "out_of_range", "pairs[0]"),
    ("fx_implied_interval", "check_rate", "-1", "out_of_range", "check_rate"),
    ("precontract_from", "expiry", "\"2026-02-30\"", "bad_date", "expiry"),
    ("precontract_from", "expiry", "\"2026-6-3\"", "bad_date", "expiry"),
    ("precontract_from", "expiry", "20260630", "wrong_type", "expiry"),
    ("precontract_from", "expiry", "\"9999-06-30\"", "bad_date", "expiry"),
    ("protected_end", "signed", "\"1990-01-01\"", "dates_out_of_order", "signed"),
    ("solidarity_split", "fee", "-1", "out_of_range", "fee"),
    ("solidarity_split", "clubs", "{}", "out_of_range", "clubs"),
    ("solidarity_split", "clubs", r#"{"A":{"24":1}}"#, "out_of_range", "clubs.A.24"),
    ("solidarity_split", "clubs", r#"{"A":{"12":1.5}}"#, "out_of_range", "clubs.A.12"),
    ("solidarity_split", "clubs", r#"{"A":{"12":1},"B":{"12":0.5}}"#, "out_of_range", "clubs.B.12"),
    ("seller_net", "own_training_pct", "101", "out_of_range", "own_training_pct"),
    ("seller_net", "sell_on_pct", "-1", "out_of_range", "sell_on_pct"),
    ("agent_cap", "role", "\"uncle\"", "bad_choice", "role"),
    ("agent_cap", "mode", "\"steep\"", "bad_choice", "mode"),
    ("agent_cap", "base", "-1", "out_of_range", "base"),
    ("deal_totals", "addons", "[[\"2026-07-01\",2,1.2]]", "probability_out_of_range", "addons[0][2]"),
    ("deal_totals", "addons", "[[\"2026-07-01\",2,-0.1]]", "probability_out_of_range", "addons[0][2]"),
    ("deal_totals", "addons", "[[\"2025-07-14\",2,0.5]]", "addon_before_signing", "addons[0][0]"),
    ("deal_totals", "addons", "[[\"2026-07-01\",2]]", "wrong_type", "addons[0]"),
    ("deal_totals", "fixed", "[[\"2026-07-01\",-2]]", "out_of_range", "fixed[0][1]"),
    ("deal_totals", "fixed", "[[\"2026-07-01\",2,0.5]]", "wrong_type", "fixed[0]"),
    ("deal_totals", "r_buyer", "-1", "rate_too_low", "r_buyer"),
    ("deal_totals", "fixed", r#"[["2026-07-01",{"minor":100,"currency":"EUR"}],["2026-07-01",{"minor":100,"currency":"GBP"}]]"#, "mixed_currencies", "fixed[1][1]"),
    ("deferral_gain", "r_seller", "-1.5", "rate_too_low", "r_seller"),
    ("deferral_gain", "T", "-1", "out_of_range", "T"),
    ("deferral_gain", "T", "1e9", "not_finite", "nominal"),
    ("sell_on_expected", "base", "-", "missing_base", "base"),
    ("sell_on_expected", "q", "1.01", "probability_out_of_range", "q"),
    ("sell_on_expected", "s", "20", "out_of_range", "s"),
    ("sell_on_expected", "mode", "\"net\"", "bad_choice", "mode"),
    ("sell_on_realised", "base", "-", "missing_base", "base"),
    ("sell_on_realised", "resale", "-1", "out_of_range", "resale"),
    ("buy_back_value", "sigma", "-0.1", "out_of_range", "sigma"),
    ("loan_option", "p_obligation", "2", "probability_out_of_range", "p_obligation"),
    ("loan_option", "r", "-1", "rate_too_low", "r"),
    ("swap", "phi_B", "0", "out_of_range", "phi_B"),
    ("amort", "end", "\"2025-08-31\"", "contract_end_before_start", "end"),
    ("amort", "cap_years", "0", "out_of_range", "cap_years"),
    ("amort", "cap_years", "4.5", "out_of_range", "cap_years"),
    ("nbv_at", "end", "\"2021-06-30\"", "contract_end_before_start", "end"),
    ("respread", "new_end", "\"2025-06-30\"", "contract_end_before_start", "new_end"),
    ("respread", "ext_date", "\"2022-06-30\"", "dates_out_of_order", "ext_date"),
    ("disposal_profit", "nbv", "-1", "out_of_range", "nbv"),
    ("squad_cost_ratio", "revenue", "-1", "out_of_range", "revenue"),
    ("squad_cost_ratio", "disposal_net_36m", "-1800", "division_by_zero", "revenue"),
    ("psr_three_year", "adjusted_results", "[1,2]", "out_of_range", "adjusted_results"),
    ("psr_three_year", "adjusted_results", "[1,\"2\",3]", "wrong_type", "adjusted_results[1]"),
    ("wage_uk", "marginal_tax", "1.2", "out_of_range", "marginal_tax"),
    ("wage_es", "tau", "1", "out_of_range", "tau"),
    ("tco_season", "availability", "0", "division_by_zero", "availability"),
    ("tco_season", "share", "85", "out_of_range", "share"),
    ("equivalent_annual_cost", "n", "0", "out_of_range", "n"),
    ("equivalent_annual_cost", "r", "-1", "rate_too_low", "r"),
    ("contract_discount", "months", "-1", "out_of_range", "months"),
    ("contract_discount", "g", "0", "out_of_range", "g"),
    ("value_interval", "infl", "-1", "rate_too_low", "infl"),
    ("value_interval", "ref_value", "-60", "out_of_range", "ref_value"),
    ("pool_two", "rho", "1.5", "out_of_range", "rho"),
    ("pool_two", "m1", "0", "out_of_range", "m1"),
    ("decay_from_two_bids", "d2", "\"2026-06-30\"", "dates_out_of_order", "d2"),
    ("decay_from_two_bids", "d2", "\"2025-09-01\"", "dates_out_of_order", "d2"),
    ("decay_from_two_bids", "f2", "0", "out_of_range", "f2"),
    ("bargain", "theta", "1.5", "out_of_range", "theta"),
    ("bargain", "slope_B", "0", "out_of_range", "slope_B"),
    ("outside_option", "seller_outside_fee", "46", "no_zone", "seller_outside_fee"),
    ("p_zopa", "sd_B", "-4", "out_of_range", "sd_B"),
    ("bridging_addon", "p_B", "0.9", "no_bridge", "p_S"),
    ("bridging_addon", "R_S", "20", "no_gap", "R_S"),
    ("bridging_addon", "p_S", "3", "probability_out_of_range", "p_S"),
    ("best_final_offer", "sd_S", "-5", "out_of_range", "sd_S"),
    ("rubinstein", "R_S", "50", "no_zone", "R_S"),
    ("rubinstein", "delta_B", "1.2", "out_of_range", "delta_B"),
    ("rubinstein", "first", "\"b\"", "bad_choice", "first"),
    ("stahl_finite", "rounds", "0", "out_of_range", "rounds"),
    ("stahl_finite", "rounds", "2.5", "out_of_range", "rounds"),
    ("stahl_finite", "R_B", "20", "no_zone", "R_S"),
    ("faratin", "T", "0", "out_of_range", "T"),
    ("faratin", "buyer", r#"{"open":15,"reserve":25,"beta":0}"#, "out_of_range", "buyer.beta"),
    ("faratin", "buyer", r#"{"open":30,"reserve":25,"beta":1}"#, "out_of_range", "buyer.open"),
    ("faratin", "buyer", r#"{"open":15,"reserve":25}"#, "missing_field", "buyer.beta"),
    ("faratin", "seller", r#"{"open":50,"reserve":22,"beta":1,"mood":2}"#, "unknown_field", "seller.mood"),
    ("faratin", "seller", r#"{"open":50,"reserve":22,"beta":1,"k":2}"#, "out_of_range", "seller.k"),
    ("faratin", "seller", r#"{"open":50,"reserve":22,"beta":1,"family":"exponential"}"#, "out_of_range", "seller.k"),
    ("faratin_cross", "seller", r#"{"open":20,"reserve":22,"beta":1}"#, "out_of_range", "seller.open"),
    ("faratin_cross", "seller", r#"{"open":50,"reserve":22,"beta":1,"family":"linear"}"#, "bad_choice", "seller.family"),
    ("zeuthen", "buyer_offer", "45", "non_positive_surplus", "buyer_offer"),
    ("zeuthen", "seller_offer", "25", "non_positive_surplus", "seller_offer"),
    ("zeuthen", "seller_offer", "29", "offers_cross", "buyer_offer"),
    ("zeuthen", "R_S", "46", "no_zone", "R_S"),
    ("concession_limit", "offers", "[50,46]", "no_limit", "offers"),
    ("concession_limit", "offers", "[50,48,44]", "no_limit", "offers"),
    ("concession_limit", "offers", "[50,50,44]", "no_limit", "offers"),
    ("tree_probs", "p_rival", "-0.1", "probability_out_of_range", "p_rival"),
    ("buyer_breakeven", "p_injury", "1.1", "probability_out_of_range", "p_injury"),
    ("buyer_breakeven", "fee_profile", "[[0,0.5],[1,0.4]]", "profile_sum", "fee_profile"),
    ("buyer_breakeven", "fee_profile", "[[-1,1]]", "out_of_range", "fee_profile[0][0]"),
    ("buyer_breakeven", "fee_profile", "[]", "profile_sum", "fee_profile"),
    ("buyer_breakeven", "sigma", "-15", "out_of_range", "sigma"),
    ("buyer_breakeven", "r_buyer", "-1", "rate_too_low", "r_buyer"),
    ("buyer_breakeven", "on_cost", "-0.1", "out_of_range", "on_cost"),
    ("qmc_option", "sigma", "-1", "out_of_range", "sigma"),
    ("seller_reservation", "n_S", "0", "out_of_range", "n_S"),
    ("seller_reservation", "p_jan", "15", "probability_out_of_range", "p_jan"),
    ("seller_reservation", "fee_profile", "[[0,1],[1,1]]", "profile_sum", "fee_profile"),
    ("beta_prior", "successes", "-1", "out_of_range", "successes"),
    ("beta_prior", "a0", "0", "out_of_range", "a0"),
];

fn valid(function: &str) -> Map<String, Value> {
    let (_, text) = VALID.iter().find(|(name, _)| *name == function).unwrap();
    serde_json::from_str(text).unwrap()
}

fn check(function: &str, fields: &Map<String, Value>, code: &str, blamed: &str) {
    let text = serde_json::to_string(fields).unwrap();
    check_text(function, &text, code, blamed);
}

fn check_text(function: &str, text: &str, code: &str, blamed: &str) {
    let DealError {
        code: found,
        field,
        message,
    } = match call_text(function, text) {
        Err(err) => err,
        Ok(found) => panic!("{function} took {text} and gave {found}"),
    };
    assert_eq!(
        (found.as_str(), field.as_str()),
        (code, blamed),
        "{function} {text}: {message}"
    );
    assert!(!message.is_empty());
}

#[test]
fn every_valid_input_gives_a_result_that_is_a_number_throughout() {
    for (function, text) in VALID {
        let found = call_text(function, text).unwrap_or_else(|err| panic!("{function}: {err}"));
        assert!(!found.to_string().contains("null"), "{function}: {found}");
    }
}

#[test]
fn every_function_has_error_cases_of_its_own() {
    let tried: BTreeSet<&str> = REFUSED.iter().map(|(function, ..)| *function).collect();
    let listed: BTreeSet<&str> = catalogue::functions()
        .map(|function| function.name)
        .collect();
    assert_eq!(tried, listed);
    println!(
        "{} error cases over {} functions",
        REFUSED.len(),
        listed.len()
    );
}

#[test]
fn every_error_case_names_its_code_and_field() {
    for (function, field, value, code, blamed) in REFUSED {
        let mut fields = valid(function);
        if *value == "-" {
            fields.remove(*field).unwrap();
        } else {
            fields.insert((*field).to_owned(), serde_json::from_str(value).unwrap());
        }
        check(function, &fields, code, blamed);
    }
}

#[test]
fn every_function_refuses_a_field_that_it_does_not_know() {
    for (function, _) in VALID {
        let mut fields = valid(function);
        fields.insert("colour".to_owned(), Value::from(1));
        check(function, &fields, "unknown_field", "colour");
    }
}

#[test]
fn every_function_names_the_required_field_that_is_missing() {
    for function in catalogue::functions() {
        let required = function
            .fields
            .iter()
            .filter(|field| field.absent == Absent::Error);
        for field in required {
            let mut fields = valid(function.name);
            fields.remove(field.name).unwrap();
            check(function.name, &fields, "missing_field", field.name);
        }
    }
}

#[test]
fn text_that_is_no_json_object_is_refused_with_the_place() {
    for (text, code, blamed) in [
        ("", "bad_json", ""),
        ("[1]", "bad_json", ""),
        ("{\"R_S\":22,", "bad_json", "R_S"),
        ("{\"R_S\":NaN,\"R_B\":25}", "not_finite", "R_S"),
        ("{\"R_S\":22,\"R_B\":Infinity}", "not_finite", "R_B"),
        ("{\"R_S\":22,\"R_B\":-Infinity}", "not_finite", "R_B"),
        ("{\"R_S\":22,\n\"R_B\":1e999}", "not_finite", "R_B"),
        ("{\"R_S\":1e300,\"R_B\":\"é\"}", "wrong_type", "R_B"),
    ] {
        check_text("bargain", text, code, blamed);
    }
    check_text("no_such", "{}", "unknown_function", "");
}

#[test]
fn figures_too_large_for_a_number_are_an_error_and_never_infinite() {
    check_text(
        "convert",
        r#"{"amount":1e308,"rate":1e308}"#,
        "not_finite",
        "amount",
    );
    check_text(
        "wage_es",
        r#"{"annual_net":1e308,"tau":0.9999}"#,
        "not_finite",
        "annual_gross",
    );
    check_text(
        "deal_totals",
        r#"{"val_date":"2025-07-15","fixed":[["2025-09-01",1e308],["2026-07-01",1e308]]}"#,
        "not_finite",
        "expected",
    );
}
