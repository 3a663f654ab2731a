"""What was reworded after the content was read aloud, and what was added to it (docs/decisions/0011)."""

# Item, route and number of a question, to its words.
WORDING: dict[tuple[str, str, int], str] = {
    ("wel_gender_pref", "child", 1): "You can choose a woman or a man to talk to. Who would you like?",
    ("wel_gender_pref", "child", 2): "A woman or a man can help us talk. Who would you like?",
    (
        "wel_stop_signal",
        "adult",
        1,
    ): "You can stop or take a break at any time. How would you like to let me know?",
    ("con_own_words", "adult", 1): "Please tell me, in your own words, what this talk is for.",
    ("con_own_words", "adult", 2): "Who do you think will hear what you say?",
    ("con_agrees", "adult", 1): "You can say no. Are you willing to talk with us today?",
    ("con_sharing", "adult", 1): "May we share what you tell us with this organisation?",
    ("con_restrictions", "adult", 1): "What should we not do with what you tell us, if anything?",
    ("per_other_names", "adult", 1): "What other names have people called you, if any?",
    (
        "per_community",
        "adult",
        1,
    ): "Is there a group or community you belong to that could matter for your safety?",
    ("rcr_contact_how", "adult", 1): "How did you first come to know the person who arranged it?",
    ("rcr_recruiters", "child", 1): "Tell me about the people who were there then.",
    ("rcr_security", "adult", 1): "What was promised or handed over as a guarantee, if anything?",
    ("leg_stop", "adult", 1): "What did you think would happen if you stopped there?",
    ("ent_port", "child", 1): "Do you know what that place was called?",
    ("ent_attempts", "adult", 1): "Was there an earlier attempt to reach the UK?",
    ("ent_told_say", "adult", 1): "Did anyone tell you what to say or do when you met officers?",
    ("ent_officers", "adult", 1): "What did officers ask you, as far as you remember?",
    ("exp_place", "child", 1): "What was that place like?",
    ("exp_controllers", "adult", 1): "Who was in charge there?",
    ("exp_food_care", "adult", 1): "Tell me about the food there.",
    ("exp_food_care", "child", 1): "Tell me about the food there.",
    ("exp_contact", "child", 1): "Who could you talk to there?",
    ("ctl_images", "adult", 1): "Are there pictures or recordings of you that worry you?",
    ("exit_open", "child", 1): "How did you come to be here today?",
    ("exit_before", "adult", 1): "Before that, had you tried to leave or to tell someone?",
    ("exit_kept", "child", 1): "Do you have anything you want us to keep safe?",
    ("need_health", "child", 1): "How does your body feel today?",
    ("ref_nrm_agree", "adult", 1): "I have explained the NRM to you. Do you want us to refer you?",
    ("cls_sharing_again", "adult", 1): "Is there anything you told us that you do not want passed on?",
    ("cls_sharing_again", "adult", 2): "Is there anyone you do not want it passed to?",
    ("exp_food_care", "adult", 2): "What happened there when someone was hurt or ill?",
    ("exp_food_care", "child", 2): "What happened there when someone felt poorly?",
}

# Texts around the questions: reworded, …
TEXTS: dict[str, str] = {
    "opening_adult_8": "If you or a child may be in danger, I have to tell someone.",
    "opening_child_1": "Hi, my name is {interviewer}. My job is to listen to children and young people.",
    "opening_child_6": "You can say stop. You do not have to tell me anything.",
    "opening_child_7": "When I think you are not safe, I have to tell someone. Then people can help you.",
    "practice_child": "Think of something nice you did, not long ago. Tell me all about it, from the start.",
    "stop_ok_adult": "We will stop now. That is fine, and it does not change the help you get.",
    "offence_all": "Thank you for telling me. That is a separate matter. I will not ask you more about it.",
    "offence_child": "Thank you for telling me. I will not ask any more about that.",
    "closing_adult_3": "Later you can still add or change something, or complain.",
}
# … and new ones, said where something was told unasked, beside the two that were there.
NEW_TEXTS = frozenset({"heard_adult", "heard_child", "danger_adult", "danger_child"})
SAID_AFTER_VOLUNTEERING = NEW_TEXTS | {"offence_all", "offence_child"}
