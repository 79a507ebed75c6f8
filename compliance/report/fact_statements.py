"""Facts with one of several values, or a list of them, as half a sentence for a reader: "periods for keeping data are given".

Lists have one sentence for what they hold ({}) and one for an empty list. A fact or value without an entry is shown as question
and answer; adding a rule or a fact needs no change here.
"""

from typing import Final

STATEMENTS: Final[dict[str, dict[str, str]]] = {
    "access_fee_statement": {
        "free": "access is free of charge",
        "up_to_10": "access costs up to 10 pounds or euros",
        "over_10": "access costs more than 10 pounds or euros",
        "unspecified_fee": "access costs a fee of no stated amount",
        "none": "no fee for access is mentioned",
    },
    "authority_interests_scope": {
        "public_tasks": "the public authority claims legitimate interests for its public tasks",
        "other_uses": "the public authority claims legitimate interests for uses outside its public tasks",
        "none": "the text does not say for what the public authority claims legitimate interests",
    },
    "breach_notification_statement": {
        "refused": "the text refuses to tell people of a breach",
        "discretion": "telling people of a breach is left to the controller",
        "promised": "the text promises to tell people of a breach",
        "none": "nothing is said on telling people of a breach",
    },
    "business_transfer_terms": {
        "free_use": "a buyer of the business may use the data freely",
        "buyer_bound": "a buyer of the business is bound by this policy",
        "none": "nothing is said on what binds a buyer of the business",
    },
    "change_notification": {
        "direct_notice": "changes are announced by direct notice",
        "site_notice": "changes are announced on the website only",
        "none": "the text does not say how changes are announced",
    },
    "complaint_authority_statement": {
        "named": "the text tells of complaints to a supervisory authority, and names it",
        "generic": "the text tells of complaints to a supervisory authority, without naming it",
        "none": "the text does not tell of complaints to a supervisory authority",
    },
    "controller_identity": {
        "legal_entity": "the controller is named with its legal name",
        "brand_only": "the controller is named by a brand or trading name only",
        "none": "the controller is not named",
    },
    "cookie_consent_mechanism": {
        "opt_in": "cookies wait for an opt-in",
        "implied_use": "consent to cookies is taken from use of the site",
        "browser_settings": "the only choice over cookies is in the browser’s settings",
        "opt_out": "the only choice over cookies is to opt out",
        "none": "no choice over cookies is told",
    },
    "cookie_purposes_explained": {
        "per_type": "the purposes of cookies are told for each type",
        "generic": "the purposes of cookies are told in general words",
        "none": "the purposes of cookies are not told",
    },
    "dpf_scope": {
        "certified": "the Data Privacy Framework is relied on for certified recipients",
        "whole_us": "the Data Privacy Framework is relied on for the United States as a whole",
        "none": "the text does not say for whom the Data Privacy Framework is relied on",
    },
    "dpo_contact_shared_with": {
        "legal": "the data protection officer shares an address with the legal department",
        "marketing": "the data protection officer shares an address with marketing",
        "it": "the data protection officer shares an address with the IT department",
        "management": "the data protection officer shares an address with management",
        "billing": "the data protection officer shares an address with billing or administration",
        "general": "the data protection officer shares the general address",
        "none": "the data protection officer has an own address",
    },
    "earlier_data_terms": {
        "new_terms": "a change of the policy also covers data already held",
        "old_terms": "data already held stay under the terms of their collection",
        "none": "the text does not say what a change means for data already held",
    },
    "legal_basis_statement": {
        "per_purpose": "a legal basis is told for each purpose",
        "generic": "legal bases are named, but not tied to purposes",
        "none": "no legal basis is told",
    },
    "marketing_objection_statement": {
        "prominent": "the right to refuse marketing is told explicitly and set apart",
        "present": "the right to refuse marketing is told, but not set apart",
        "none": "the text does not say that marketing can be refused",
    },
    "marketing_permission": {
        "opt_in": "marketing waits for an opt-in",
        "soft_opt_in": "marketing rests on the exception for customers",
        "opt_out": "marketing is sent until people opt out",
        "none": "no permission for marketing is told",
    },
    "new_purpose_handling": {
        "silent_reuse": "use for a new purpose without notice is reserved",
        "prior_notice": "notice is given before data are used for a new purpose",
        "none": "nothing is said on use for a new purpose",
    },
    "policy_date_precision": {
        "day": "the date is exact to the day",
        "month": "the date is exact to the month only",
        "year": "the date is exact to the year only",
        "interval": "only a stretch of time is told",
        "unknown": "the date is not known",
    },
    "policy_date_source": {
        "stated": "the date comes from the text itself",
        "archive_capture": "the date comes from the archive’s capture",
        "inferred": "the date is worked out from other words",
        "none": "no date is shown",
    },
    "public_source_used": {
        "named": "a public source of data is named",
        "trace": "a public source of data can only be made out",
        "none": "no public source of data is told",
    },
    "purpose_specificity": {
        "specific": "purposes are told concretely",
        "vague": "purposes are told only vaguely",
        "none": "no purpose is told",
    },
    "recipients_identified": {
        "named": "recipients are named",
        "categories": "recipients are told by category",
        "vague": "recipients are told only vaguely",
        "none": "no recipients are told",
    },
    "recognised_interest_purpose": {
        "other": "a recognised legitimate interest is claimed for a purpose outside Annex 1",
        "annex_1": "a recognised legitimate interest is claimed for a purpose of Annex 1",
        "none": "the text does not say for what a recognised legitimate interest is claimed",
    },
    "registration_law_cited": {
        "dpa_1998": "a registration under the Data Protection Act 1998 is claimed",
        "dpa_2018_charges": "a registration under the charges regime of 2018 is claimed",
        "unspecified": "a registration under no named law is claimed",
        "none": "no law is named for a registration",
    },
    "response_time_statement": {
        "one_month": "requests are answered within one month",
        "forty_days": "requests are answered within forty days",
        "longer": "requests may take longer than one month",
        "none": "no time to answer a request is told",
    },
    "retention_statement": {
        "specific": "periods for keeping data are given",
        "criteria": "criteria for keeping data are given",
        "vague": "how long data are kept is told only in vague words",
        "none": "the text does not say how long data are kept",
    },
    "sharing_promise_exceptions": {
        "beside": "the promise not to share stands beside its exceptions",
        "legal_only": "the promise not to share is limited by legal duties only",
        "none": "the promise not to share has no exceptions beside it",
    },
    "third_party_marketing_choice": {
        "opt_in": "the marketing of others waits for an opt-in",
        "opt_out": "the only choice over the marketing of others is to opt out",
        "none": "no choice over the marketing of others is told",
    },
    "traffic_data_statement": {
        "marketing_without_consent": "traffic data are used for marketing without consent",
        "types_and_duration": "types and duration of traffic data are told",
        "mentioned": "traffic data are mentioned, without their types and duration",
        "none": "nothing is said on traffic data",
    },
    "transfer_statement": {
        "yes": "the text says that data go abroad",
        "no": "the text says that data do not go abroad",
        "implied": "the text only hints that data go abroad",
        "silent": "nothing is said on data going abroad",
    },
}

LISTS: Final[dict[str, tuple[str, str]]] = {
    "child_ages_stated": ("a child’s age for consent is named: {}", "no child’s age for consent is named"),
    "cited_laws": ("the text cites {}", "the text cites no law"),
    "complaint_authorities": ("a supervisory authority is named of {}", "no supervisory authority is named"),
    "controller_contact_channels": ("the controller can be reached by {}", "no way to reach the controller is given"),
    "controller_jurisdictions": ("the text places the controller in {}", "the text does not say where the controller is"),
    "items_in_linked_document": ("another document is said to cover {}", "nothing is left to another document"),
    "legal_bases_claimed": ("the legal bases named are {}", "no legal basis is named"),
    "marketing_channels": ("marketing goes out by {}", "no channel of marketing is named"),
    "marketing_optout_channels": ("marketing can be stopped by {}", "no way to stop marketing is told"),
    "named_laws": ("the text names {}", "the text names no law"),
    "regulated_call_topics": ("calls are made on {}", "no calls that need consent are told of"),
    "rights_limited": ("some people or some data are left out of the right of {}", "no right is limited"),
    "stale_uk_pinpoints": ("the text cites outdated provisions: {}", "no outdated provision is cited"),
    "target_jurisdictions": ("the text addresses or watches people in {}", "the text does not say in which countries"),
    "transfer_destinations": ("data go to {}", "no country to which data go is named"),
    "transfer_mechanisms": ("transfers are said to rest on {}", "nothing is named on which transfers rest"),
    "transfer_tools": ("transfers are said to rest on {}", "no safeguard for transfers is named"),
}  # fmt: skip
