//! Whom sources mean.

use super::speakers;

#[test]
fn sources_with_a_name() {
    let cases = [
        ("<s>[N:Norse] trade spokesman [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>[P:Ana Ruiz], who replaced [P:Tom Bell],</s> agreed", "Ana Ruiz"),
        ("<s>[P:Tom Bell]'s lawyer</s> agreed", "-"),
        ("<s>[P:Tom Bell]'s lawyer [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>[P:Tom Bell]'s lawyer, [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>The chairman of the [O:Harbour Guard], Alhaji [P:Tom Bell]</s> agreed", "Tom Bell"),
        ("<s>a spokesman for [P:Bell]</s> agreed", "-"),
        ("<s>a spokesman for [P:Bell], [P:Ana Ruiz],</s> agreed", "Ana Ruiz"),
        ("<s>aides to [P:Bell]</s> agreed", "-"),
        ("<s>[P:Bell] and [P:Ruiz]</s> agreed", "Bell"),
        ("<s>chairman and CEO [P:Tom Bell]</s> agreed", "Tom Bell"),
        ("<s>Mr. [P:Bell]</s> agreed", "Bell"),
        ("<s>[P:Bell] himself</s> agreed", "Bell"),
        ("<s>The [O:Harbour Guard]</s> agreed", "Harbour Guard"),
        ("<s>[G:Oslo]</s> agreed", "Oslo"),
        ("<s>[G:Oslo] officials</s> agreed", "-"),
        ("<s>senior [N:Norse] officials</s> agreed", "-"),
        ("<s>Sources within [N:Norse] circles</s> agreed", "-"),
        ("<s>Sources in [G:Oslo]</s> agreed", "-"),
        ("<s>[O:Board of Trade]</s> agreed", "Board of Trade"),
        ("<s>the “[O:Harbour Post]” website</s> agreed", "Harbour Post"),
        ("<s>the [O:Harbour Post]'s editor</s> agreed", "-"),
        ("Foreign Minister [P:Ana Ruiz] came. <s>The minister</s> agreed", "Ana Ruiz"),
        ("Minister [P:Ana Ruiz] met Minister [P:Tom Bell]. <s>The minister</s> agreed", "-"),
        ("[P:Ana Ruiz], the former Norse senator, came. <s>The senator</s> agreed", "Ana Ruiz"),
        ("[O:Acme Inc.] fell. <s>The company</s> agreed", "Acme Inc."),
        ("Minister [P:Ana Ruiz] came. <s>A minister</s> agreed", "-"),
        (
            "[O:Orbel] fell. [O:Orbel] rose at [O:Oslo Exchange]. [O:Orbel] fell. <s>The firm, which rose,</s> agreed",
            "Orbel",
        ),
        ("[O:Orbel] fell. [O:Acme] and [O:Orbel] fell. <s>The firm</s> agreed", "-"),
        ("<s>Many</s> agreed", "-"),
        ("<s>Mayor of [G:Oslo] [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>a spokesman for candidate [P:Ana Ruiz]</s> agreed", "-"),
        ("<s>the lawyer of [O:Acme] founder [P:Ana Ruiz]</s> agreed", "-"),
        ("<s>[P:Ana Ruiz] of the [O:Harbour Guard]</s> agreed", "Ana Ruiz"),
        ("<s>Records at the [O:Board of Trade]</s> agreed", "Board of Trade"),
        ("<s>a leaked [O:Board of Trade] report</s> agreed", "Board of Trade"),
        ("<s>a letter from [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>[P:Ana Ruiz]'s own report</s> agreed", "Ana Ruiz"),
        ("<s>a letter to [P:Ana Ruiz]</s> agreed", "-"),
        ("<s>the report</s> agreed", "-"),
        ("<s>[N:Norse] minister of state [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>a spokesman of candidate [P:Ana Ruiz]</s> agreed", "-"),
        ("The [O:Reserve Bank of Oslo] met. <s>The bank itself</s> agreed", "Reserve Bank of Oslo"),
        ("The [O:Bank of Oslo] met [O:Bank of Lima]. <s>The bank</s> agreed", "-"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn sources_that_are_pronouns() {
    let cases = [
        ("<s1>[P:Ruiz]</s1> agreed. <s2>She</s2> smiled.", "Ruiz; Ruiz"),
        ("[P:Ana Ruiz] met [P:Tom Bell]. <s>He</s> agreed.", "Tom Bell"),
        ("[P:Ana Ruiz] met [P:Tom Bell]. <s>She</s> agreed.", "Ana Ruiz"),
        ("[P:Moss] met [P:Bell]. <s>He</s> agreed.", "Moss"),
        ("<s1>[P:Moss]</s1> said <t1>[P:Bell] had left</t1>. <s2>He</s2> agreed.", "Moss; Moss"),
        ("<s1>[P:Moss]</s1> agreed. [P:Bell] came. <s2>He</s2> sang.", "Moss; Bell"),
        ("[P:Moss] came. <t>“[P:Bell] is fine,”</t> <s>he</s> said.", "Moss"),
        ("<t>“[P:Bell] is fine,”</t> <s>he</s> said.", "-"),
        ("[P:Moss] met [P:Eva Bell]. [P:Bell] came. <t>“[P:Bell] is fine,”</t> <s>she</s> said.", "Moss"),
        ("<t1>“<s2>[P:Bell]</s2> <c2>hopes</c2> <t2>so</t2>,”</t1> <s1>he</s1> <c1>said</c1>.", "Bell; -"),
        ("<s1>[P:Moss]</s1> <c1>said</c1> <t1><s2>he</s2> <c2>thought</c2> <t2>so</t2></t1>.", "Moss; Moss"),
        (
            "[P:Bell] came. <s1>[P:Moss]</s1> <c1>said</c1>: <t1>“<s2>He</s2> <c2>thought</c2> so.”</t1>",
            "Moss; Bell",
        ),
        ("<t1>“<s2>I</s2> <c2>think</c2> <t2>so</t2>,”</t1> <c1>said</c1> <s1>[P:Moss]</s1>.", "Moss; Moss"),
        ("<s>I</s> think so, and [P:Moss] too.", "-"),
        ("[P:Ana Ruiz], <s>who</s> agreed, left.", "Ana Ruiz"),
        ("[P:Ana Ruiz], a clerk at [O:Acme], <s>who</s> agreed, left.", "Ana Ruiz"),
        ("[P:Ana Ruiz] met people <s>who</s> agreed.", "-"),
        ("[P:Ana Ruiz], a former clerk <s>who</s> agreed, left.", "Ana Ruiz"),
        ("[P:Ana Ruiz], <s1>who</s1> agreed and <s2>who</s2> hoped, left.", "Ana Ruiz; Ana Ruiz"),
        ("[P:Aru Moss] met her uncle, [P:Ilo Bell]. <s>He</s> agreed.", "Ilo Bell"),
        ("[O:Acme], <s>which</s> agreed, left.", "Acme"),
        ("<s1>[O:Acme]</s1> agreed. <s2>It</s2> hoped.", "Acme; Acme"),
        ("[O:Acme] fell. <s>It</s> hoped.", "Acme"),
        ("[P:Ruiz] fell. <s>It</s> hoped.", "-"),
        ("<s1>[O:Acme]</s1> agreed. <s2>They</s2> hoped.", "Acme; Acme"),
        ("<s1>[P:Ruiz]</s1> agreed. <s2>They</s2> hoped.", "Ruiz; -"),
        ("<s1>[P:Ruiz]</s1> agreed. A. B. One. Two. Three. Four. Five. Six. <s2>She</s2> hoped.", "Ruiz; -"),
        ("<s1>[P:Moss]</s1><c1>:</c1> <t1>No. <s2>I</s2> <c2>think</c2> <t2>so</t2></t1>.", "Moss; Moss"),
        (
            "<s1>[P:Moss]</s1><c1>:</c1> <t1>Yes.</t1>\n<s2>[P:Bell]</s2><c2>:</c2> <t2><s3>You</s3> <c3>said</c3> <t3>no</t3></t2>.",
            "Moss; Bell; Moss",
        ),
        ("<s1>[P:Moss]</s1> said <t1><s2>you</s2> <c2>think</c2> <t2>so</t2></t1>.", "Moss; -"),
        ("Mr. [P:Moss] and Mrs. [P:Bell] came. <s>She</s> hoped.", "Bell"),
        (
            "<s1>HOST</s1><c1>:</c1> <t1>I'm [P:Ana Ruiz].</t1>\n<s2>[P:Bell]</s2><c2>:</c2> <t2>Hello.</t2>\n<s3>HOST</s3><c3>:</c3> <t3>Go on.</t3>",
            "Ana Ruiz; Bell; Ana Ruiz",
        ),
        ("The landlord, [P:Ruiz], left. <s>The landlord</s> hoped.", "Ruiz"),
        (
            "The [O:Lake Board] met. <s>Its president, [P:Bell],</s> agreed. <s2>The board</s2> hoped.",
            "Bell; Lake Board",
        ),
        ("The [O:Lake Board] met the [O:Hill Board]. <s>The board</s> hoped.", "-"),
        ("<s>Her partner, optical engineer [P:Bell]</s>, agreed.", "Bell"),
        ("<s>The workers' union, [O:Local 9]</s>, agreed.", "Local 9"),
        ("<s>The [G:Kenya] delegation</s> agreed.", "Kenya"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn sources_that_are_described() {
    let cases = [
        ("The contractor, [O:Orbel], left. <s>The contractor</s> agreed.", "Orbel"),
        ("The firm [O:Orbel] left. <s>The company</s> agreed.", "Orbel"),
        ("The [O:Lake Centre for Reeds] met [P:Bell]. <s>The centre</s> agreed.", "Lake Centre for Reeds"),
        ("[O:Orbel] left [P:Bell]. <s>The company</s> agreed.", "Orbel"),
        ("The [O:Lake Ministry] left. <s>The company</s> agreed.", "-"),
        ("The [O:Hill Union] met. The [O:Lake Union] met. <s>The union</s> agreed.", "Lake Union"),
        ("The [O:Lake Union] met. <s>The rail union</s> agreed.", "-"),
        ("The rail union [O:Orail] met the [O:Lake Union]. <s>The rail union</s> agreed.", "Orail"),
        ("Her daughter, [P:Ana Ruiz], left. <s>Her daughter</s> agreed.", "Ana Ruiz"),
        ("Her daughter, [P:Ana Ruiz], left. <s>His daughter</s> agreed.", "-"),
        ("His lawyer, [P:Ana Ruiz], left. <s>[P:Bell]'s lawyer</s> agreed.", "-"),
        ("Its author, the risk officer, [P:Ana Ruiz], left. <s>The report</s> agreed.", "Ana Ruiz"),
        ("[P:Bell], 54, left [P:Moss]. <s>The [D:54-year-old]</s> agreed.", "Bell"),
        ("[P:Bell], defending, left. <s>The defence</s> agreed.", "Bell"),
        ("<s>minister</s> agreed.\n\nMinister [P:Bell] left.", "Bell"),
        ("[P:Tom Bell] met [P:Ana Ruiz]. <s>Both</s> agreed.", "Tom Bell"),
        ("[P:Tom Bell] met [P:Ana Ruiz] and [P:Moss]. <s>The two men</s> agreed.", "-"),
        ("<s>[G:Ontario] and [G:Quebec]</s> agreed.", "Ontario"),
        ("<s>two sources and a [N:Norse] official</s> agreed.", "-"),
        ("<s>[G:Kenya]'s embassy there</s> agreed. <s2>The embassy in [G:Oslo]</s2> hoped.", "Kenya; Kenya"),
        ("<s>[G:Oslo]'s defence ministry</s> agreed.", "Oslo"),
        ("<s>the city of [G:Oslo]</s> agreed.", "Oslo"),
        ("<s>[P:Ana Ruiz] KC, defending,</s> agreed.", "Ana Ruiz"),
        ("<s>One independent, [G:Oslo]'s [P:Ana Ruiz]</s>, agreed.", "Ana Ruiz"),
        ("<s>its sponsor, Representative [P:Ana Ruiz] of [G:Oslo]</s>, agreed.", "Ana Ruiz"),
        ("<s>Her sister, the singer [P:Ana Ruiz]</s>, agreed.", "Ana Ruiz"),
        ("<s>The ship's manager, [G:Oslo]-based [O:Orbel]</s>, agreed.", "Orbel"),
        ("<s>A lawyer for the gang's leader, [P:Bell]</s>, agreed.", "-"),
        ("<s>analysts at [O:Orbel]</s> agreed.", "Orbel"),
        ("<s>a report [D:last month] by the insurer [O:Orbel]</s> agreed.", "Orbel"),
        ("<s>a memo circulated by the [O:Lake Board]</s> agreed.", "Lake Board"),
        ("<s>a memo seen by the [O:Lake Post]</s> agreed.", "-"),
        (
            "<s>[O:Orbel]</s> <c>said</c> in a statement <t>so</t>. <s2>The statement</s2> hoped.",
            "Orbel; Orbel",
        ),
        ("<s>[O:Orbel]</s> agreed. <s2>Its account</s2> hoped.", "Orbel; Orbel"),
        ("<s>[P:Ruiz], who leads [O:Orbel],</s> agreed. <s2>Her organization</s2> hoped.", "Ruiz; Orbel"),
        (
            "<t1>“<s2>We</s2> <c2>hope</c2> <t2>so</t2>,”</t1> <c1>said</c1> <s1>[P:Moss], head of sales at [O:Orbel]</s1>.",
            "Orbel; Moss",
        ),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn people_whom_nobody_names() {
    let cases = [
        ("[P:Tom Bell] left. <s1>A nurse</s1> agreed. <s2>He</s2> hoped.", "-; -"),
        (
            "<s1>[P:Ana Ruiz]</s1> agreed. <s2>A man</s2> laughed. <s3>She</s3> hoped.",
            "Ana Ruiz; -; Ana Ruiz",
        ),
        (
            "[P:Bell] left. <t1>“<s2>He</s2> <c2>said</c2> <t2>yes</t2>,”</t1> <s1>she</s1> <c1>said</c1> of him.",
            "-; Bell",
        ),
        ("[P:Tom Bell] met a newspaper in [G:Oslo], <s>which</s> agreed.", "-"),
        ("<s>[O:Orbel]</s> <c>said</c>: <t>“<s2>They</s2> <c2>think</c2> so.”</t>", "Orbel; -"),
        ("By [P:Ana Ruiz]\n\n<s>I</s> think so, and [P:Moss] too.", "Ana Ruiz"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn people_whom_the_lead_describes() {
    let cases = [
        (
            "By [P:Moss]\n\n<s1>A retired teacher accused of fraud</s1> <c1>said</c1> <t1><s2>he</s2> hoped</t1>.\n\n[P:Tom Bell], 58, left.",
            "Tom Bell; Tom Bell",
        ),
        ("<s>A spokesman</s> agreed.\n\n[P:Tom Bell], 58, left.", "-"),
        ("<s>A resident</s> agreed that [P:Moss] left.\n\n[P:Tom Bell], 58, left.", "-"),
        ("<s>Opposition candidate</s> agreed\n\n[P:Tom Bell] of the opposition left.", "Tom Bell"),
        (
            "<s>Poll</s> shows rain\n\n<s2>A survey by the [O:Lake Board]</s2> found snow.",
            "Lake Board; Lake Board",
        ),
        (
            "[P:Ana Ruiz], potter, dies\n\nBy [P:Eva Moss]\n\n[P:Ana Ruiz], who made pots, died. Her kiln is old. <s>She</s> agreed.",
            "Ana Ruiz",
        ),
        (
            "The authors, led by biologist [P:Ana Ruiz], left. <s>The researchers</s> agreed. <s2>They</s2> hoped.",
            "Ana Ruiz; Ana Ruiz",
        ),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn people_who_talk_with_each_other() {
    let cases = [
        (
            "<s1>[P:Ana Ruiz]</s1><c1>:</c1> <t1>So?</t1>\n<s2>[P:Tom Bell-Moss]</s2><c2>:</c2> <t2>No.</t2>\n\
             <s3>AR</s3><c3>:</c3> <t3>Why?</t3>\n<s4>T.B.M.</s4><c4>:</c4> <t4>So.</t4>",
            "Ana Ruiz; Tom Bell-Moss; Ana Ruiz; Tom Bell-Moss",
        ),
        (
            "<s1>[P:Ana Ruiz]</s1><c1>:</c1> <t1>So?</t1>\n<s2>[P:Bell]</s2><c2>:</c2> <t2>No.</t2>\n\
             <s3>Q</s3><c3>:</c3> <t3>Why?</t3>\n<s4>A</s4><c4>:</c4> <t4>So.</t4>",
            "Ana Ruiz; Bell; Ana Ruiz; Bell",
        ),
        (
            "<t1>“No,”</t1> <s1>[P:Bell]</s1> <c1>said</c1>. <t2>“But <s3>you</s3> <c3>agreed</c3>,”</t2> <s2>[P:Ana Ruiz]</s2> <c2>said</c2>.",
            "Bell; Bell; Ana Ruiz",
        ),
        (
            "[P:Tom Bell] came. <t1>“So?”</t1> <s1>[P:Moss]</s1> <c1>asked</c1>. <t2>“No,”</t2> <s2>he</s2> <c2>replied</c2>.",
            "Moss; Tom Bell",
        ),
        (
            "[P:Ana Ruiz] came. <t1>“<s2>He</s2> <c2>said</c2> <t2>‘Ana, run’</t2>,”</t1> <s1>she</s1> <c1>said</c1>.",
            "-; Ana Ruiz",
        ),
        ("The [O:Lake Post]\n\n<s>We</s> hope so. <s2>This newspaper</s2> agreed.", "Lake Post; Lake Post"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn who_speaks_for_whom() {
    let cases = [
        ("[G:Kyrgyzstan] won. <s>The [N:Kyrgyz] government</s> agreed.", "Kyrgyzstan"),
        ("[G:Iran] and [G:Iraq] won. <s>The [N:Dutch] government</s> agreed.", "-"),
        ("<s>The board of [O:Orbel]</s> agreed.", "Orbel"),
        ("<s>The government in [G:Oslo]</s> agreed.", "Oslo"),
        ("<s>Gov. [P:Ana Ruiz]'s office</s> agreed. <s2>The governor</s2> hoped.", "Ana Ruiz; Ana Ruiz"),
        ("<s>the [O:United Nations] human rights office</s> agreed.", "United Nations"),
        ("<s>Statistics from [O:Orbel]</s> agreed.", "Orbel"),
        ("<s>the survey of 1,500 adults by [O:Orbel]</s> agreed.", "Orbel"),
        ("[G:Oslo] and [G:Ghent] met. <s>Both sides</s> agreed.", "Oslo"),
        ("<s1>[G:Oslo] and [G:Ghent]</s1> agreed. <s2>They</s2> hoped.", "Oslo; Oslo"),
        ("<s>the man, identified only as [P:Bell],</s> agreed.", "Bell"),
        ("<s>Its chair, [O:Labour] MP [P:Ana Ruiz]</s>, agreed.", "Ana Ruiz"),
        ("[P:Tom Bell], 54, <s>a former referee</s>, agreed.", "Tom Bell"),
        ("[P:Ana Ruiz] left. <s>Ruiz</s> agreed.", "Ana Ruiz"),
        (
            "The [O:National Elections Board] met the [O:Hill Board]. <s>The electoral board</s> agreed.",
            "National Elections Board",
        ),
        ("[P:Ana Ruiz] came in. <s>The actress</s> agreed.", "Ana Ruiz"),
        ("[P:Ana Ruiz] came in. <s>The judge</s> agreed.", "-"),
        (
            "[P:Ruiz] of the [O:Lake Board] left. <t1>“<s2>We</s2> <c2>hope</c2> <t2>so</t2>,”</t1> <s1>[P:Ruiz]</s1> <c1>said</c1>.",
            "Lake Board; Ruiz",
        ),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}
