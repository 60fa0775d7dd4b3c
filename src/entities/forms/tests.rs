use super::*;

/// Each case marks what is to be found: `on [DATE Thursday] at …`.
fn check(cases: &[&str]) {
    let mut wrong = Vec::new();
    for case in cases {
        let (mut text, mut rest) = (String::new(), *case);
        while let Some(at) = rest.find('[') {
            text.push_str(&rest[..at]);
            let close = rest[at..].find(']').expect("a case closes its brackets") + at;
            text.push_str(rest[at + 1..close].split_once(' ').expect("a label and a text").1);
            rest = &rest[close + 1..];
        }
        text.push_str(rest);
        let (mut read, mut at) = (String::new(), 0);
        for (span, label) in find(&text) {
            read += &format!("{}[{} {}]", &text[at..span.start], label.name(), span.of(&text));
            at = span.end;
        }
        read += &text[at..];
        if read != *case {
            wrong.push(format!("\n  want {case}\n  read {read}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:{}", wrong.len(), cases.len(), wrong.concat());
}

#[test]
fn calendar_dates() {
    check(&[
        "The vote of [DATE Nov. 8, 2016] was close.",
        "It opened on [DATE 8 November].",
        "It opened on [DATE 8 November 2016], he said.",
        "on the [DATE 8th of November 2016]",
        "Updated [DATE 2016-11-08] by staff",
        "Filed [DATE 11/08/2016]",
        "on [DATE 8.11.2016]",
        "They met [DATE Thursday].",
        "They met [DATE last Thursday] in Oslo.",
        "They met [TIME Thursday night] and [TIME early Friday morning].",
        "on [DATE Thursday, Nov. 8, 2016], at home",
        "on [DATE Thursday 8 November]",
        "the attacks of [DATE Sept. 11]",
        "from [DATE May 3 to 5] in Rome",
        "between [DATE 4 and 11 May], boats came",
        "the [DATE Nov. 8-10] meeting",
        "In [DATE May], prices fell",
        "by [DATE April 2018] it was over",
        "from [DATE March] to [DATE June]",
        "since [DATE March 19]",
        "in [DATE early May]",
        "[DATE Sun., March 3]",
        "on [DATE Easter Sunday] and [DATE Good Friday]",
        "on [DATE Christmas Eve] and [DATE New Year's Day]",
        "on [DATE Independence Day]",
        "[DATE Monday]’s game",
        "It may rain. May we go? They march on. Theresa May spoke.",
        "April Jones and June Carter sang",
        "Jan Novak wrote in the Sun that the Sunday Times knew",
        "March on, they cried",
        "Mon ami sat in the sun",
        "in [DATE November] and [DATE December]",
        "on [DATE 28 May 2021]. From then",
        "[DATE Sept. 3, 2019] – [DATE Sept. 5, 2019]",
        "on [DATE July 11th, 2021]",
    ]);
}

#[test]
fn years_and_periods() {
    check(&[
        "in [DATE 2016], the party",
        "won with 2016 votes".replace("2016", "[CARDINAL 2016]").as_str(),
        "the [DATE 2016] election",
        "the [DATE 2019] protests",
        "since [DATE mid-2019]",
        "in the [DATE 1990s]",
        "in the [DATE early 1990s] and [DATE 1980's]",
        "in [DATE early 2020]",
        "in the [DATE 2016-17] season",
        "from [DATE 2016] to [DATE 2020]",
        "[DATE next year] and [DATE last week]",
        "in [DATE Q3 2021]",
        "in [DATE fiscal 2020] and [DATE fiscal year 2021]",
        "the [DATE third quarter of 2021]",
        "the [DATE first half of 2022]",
        "in the [DATE 19th century]",
        "just [DATE two days prior], he",
        "the [DATE past three years]",
        "the [DATE last few weeks]",
        "[DATE a year ago], and for [DATE a year]",
        "[DATE several days later]",
        "[DATE a couple of weeks ago]",
        "[DATE two and a half years]",
        "[DATE three straight years] of loss",
        "a [DATE two-year] deal, a [DATE 10-day] trip",
        "a [DATE week-long] trip".replace("[DATE week-long]", "week-long").as_str(),
        "[DATE earlier this year]",
        "[DATE later this month]",
        "by the [DATE end of 2016]",
        "the [DATE end of the year]",
        "[DATE today], [DATE yesterday] and [DATE tomorrow]",
        "the [DATE day before yesterday]",
        "[DATE this summer] and in [DATE summer 2019]",
        "in the fall of Rome, springs flow",
        "a [DATE 42-year-old] man",
        "She is [DATE 42 years old].",
        "Ana Ruiz, [DATE 42], won",
        "a man aged [DATE 51]",
        "She was [DATE 84]. A man who is [DATE 61] and ill",
        "Potter dies at [DATE 84]",
        "in the [DATE current quarter]",
        "in [DATE 300 BC]",
        "[DATE more than two years]",
        "for [DATE over 10 years]",
        "[DATE 18 months from now]",
        "in [DATE recent weeks] and [DATE early this week]",
        "the [DATE last three months of 2004]",
        "in Mar del Plata",
        "[DATE every day] and [DATE each year]",
        "in [DATE 1274] they failed",
        "dates back to [DATE 1535], when",
        "on [DATE Monday the 25 July 2022]",
        "since [DATE 01 October 2021]",
        "the [DATE following day]",
    ]);
}

#[test]
fn times() {
    check(&[
        "at [TIME 9 p.m.] on [DATE Thursday]",
        "at [TIME 9:30 pm]",
        "at [TIME 9.30pm] sharp",
        "at [TIME 10:30 GMT] in",
        "at [TIME 10:30]",
        "at [TIME 2100 GMT]",
        "at [TIME 9 o'clock]",
        "at [TIME noon] or [TIME midnight]",
        "[TIME two hours, 20 minutes and 30 seconds]",
        "[TIME half an hour] later".replace("] later", " later]").as_str(),
        "[TIME an hour ago]",
        "a [TIME 90-minute] speech",
        "[TIME tonight], [TIME last night] and [TIME this morning]",
        "in the [TIME morning]",
        "at [TIME 9\u{a0}p.m.] there",
        "[TIME about 20 minutes]",
        "[TIME yesterday evening]",
    ]);
}

#[test]
fn money_and_percentages() {
    check(&[
        "It cost [MONEY $4.5 million] to build",
        "[MONEY US$20bn] or [MONEY €3m] or [MONEY £50,000]",
        "[MONEY Rs 500 crore] and [MONEY Rs. 25,000]",
        "[MONEY 500,000 rupees]",
        "[MONEY N18.7bn], [MONEY N5 billion] and [MONEY R3.2 million]; an N95 mask, an R2 unit",
        "[MONEY 151 million złoty] over [DATE two summers]",
        "[MONEY 4.5 billion euros]",
        "[MONEY 2 million Swiss francs]",
        "[MONEY HK$1.6 billion] and [MONEY N$66,000]",
        "[MONEY QR27bn], [MONEY R120 000], [MONEY Tk 2 crore], [MONEY KD 3,000]",
        "[MONEY USD 10 million] and [MONEY 500 USD]",
        "[MONEY 5€] and [MONEY 12CUP]",
        "[MONEY more than $100 million]",
        "[MONEY tens of millions of dollars]",
        "[MONEY millions of dollars]",
        "[MONEY half a million dollars] and [MONEY a million pounds]",
        "[MONEY 20 million yuan] ([MONEY US$3 million])",
        "[MONEY $20 to $30 million]",
        "[MONEY $25-35 million] or [MONEY US $5 million dollars]",
        "[MONEY between $5 and $10]",
        "from [MONEY $5] to [MONEY $10]",
        "a [MONEY $5-million] deal",
        "[MONEY 50 cents]",
        "[MONEY $5] a day",
        "[MONEY €1\u{202f}200\u{a0}000] there",
        "[PERCENT 12%] or [PERCENT 12 percent] or [PERCENT 12 per cent]",
        "[PERCENT 1.5 percentage points]",
        "[PERCENT between 10 and 20 percent]",
        "[PERCENT 10 to 20 percent]",
        "from [PERCENT 5%] to [PERCENT 7%]",
        "[PERCENT 10-15%]",
        "fell [PERCENT -0.5%]",
        "[PERCENT nearly 40%] of [DATE 2021]",
        "[PERCENT twenty percent]",
        "[PERCENT 12\u{a0}%] of it",
        "[PERCENT over 60 percent]",
        "[PERCENT half a percentage point]",
        "[PERCENT 25 basis points]",
    ]);
}

#[test]
fn measures_and_numbers() {
    check(&[
        "[QUANTITY 40 km] away",
        "[QUANTITY 40\u{a0}km] away",
        "[QUANTITY 40km] away",
        "[QUANTITY 10,000 square metres]",
        "[QUANTITY 25 degrees Celsius] and [QUANTITY 25°C]",
        "He is [QUANTITY 5ft 10in] tall",
        "[QUANTITY 160 mph] and [QUANTITY 40 miles per hour]",
        "a [QUANTITY 40-mile] road",
        "The [ORDINAL first] and the [ORDINAL 19th]",
        "the [ORDINAL twenty-second] time",
        "the [ORDINAL second]-largest city",
        "He came [ORDINAL second].",
        "[CARDINAL two] men, [CARDINAL 3,500] women",
        "[CARDINAL a dozen] eggs",
        "[CARDINAL hundreds] of people",
        "[CARDINAL tens of thousands] of people",
        "[CARDINAL several hundred] men",
        "[CARDINAL more than 300] people",
        "[CARDINAL at least 12] dead, [CARDINAL some 300] hurt",
        "[CARDINAL as many as 30] dead",
        "talks over [CARDINAL two] bills",
        "[CARDINAL between 10 and 20] men",
        "won [CARDINAL 3-2] at home",
        "[CARDINAL two or three] men",
        "[CARDINAL two-thirds] of them, [CARDINAL a third] of us",
        "[CARDINAL twenty-five] and [CARDINAL two hundred and five]",
        "[CARDINAL 10\u{2009}000] people, [CARDINAL 1,50,000] more",
        "[CARDINAL 5]№ and",
        "a [CARDINAL six]-member team",
        "[CARDINAL one] man and [CARDINAL one] of the [CARDINAL two]",
        "[CARDINAL 1.2 million] people",
        "[CARDINAL 5m] people",
    ]);
}

#[test]
fn what_is_no_date_and_no_amount() {
    check(&[
        "No one knew, and the one who did left.",
        "One can say that one is enough",
        "at first, first of all, first aid",
        "the First Lady and the Second Amendment",
        "for a split second",
        "Covid-19, F-16, G7, MH17, COP28",
        "Boeing 737 and Apollo 11",
        "Article 5 says so",
        "law no. 12 and №5",
        "1. Taiwan",
        "2) Portugal",
        "see https://example.org/2016/11/08 and www.example.org/10%",
        "#Election2016 by @user2016 and a24@example.org",
        "call +1 202-555-0123 or (202) 555-0123 or 555-0123",
        "a 4x4 and version 1.2.3",
        "é5 and 5é and 第5条",
        "USA Today wrote",
        "the same spot, this place, that man",
        "about that, over there, up to him, some of it",
        "",
        "…",
    ]);
}

#[test]
fn spans_lie_on_characters_and_nothing_panics() {
    let nasty = "№5€ 10\u{2009}000 $US$ 4.5.6 +1 (202) ½ 2½ a half and-a- '90s 9p.m.é İ5 2016–17– between and 10- -%\u{a0}\
        of of May 3 to –5, end of the early mid- 👩\u{200d}👩 Nov. Rs. Rs R12 FY FY20 Q3 of New Year's twenty-second-hand 99999999999999999999 1,00,00 \
        from 5 to %, 42, ° 12° C 5ft 0 00 0\u{301}1 $ € 5% half a tens of hundreds of , Sun. @ # #a @1 (1) 1) http:// “www. 9:99 25:61 31/31/31";
    let places: Vec<usize> = (0..=nasty.len()).filter(|&at| nasty.is_char_boundary(at)).collect();
    for (k, &start) in places.iter().enumerate() {
        for &end in &places[k..(k + 40).min(places.len())] {
            let text = &nasty[start..end];
            let mut last = 0;
            for (span, _) in find(text) {
                assert!(
                    last <= span.start && !span.is_empty() && span.of(text).trim() == span.of(text),
                    "{text}"
                );
                last = span.end;
            }
            is_boilerplate(text);
            dateline(text);
        }
        find(&nasty[start..]);
        dateline(&nasty[start..]);
    }
}

#[test]
fn leftovers_of_a_page() {
    for text in [
        "Leave a comment",
        "Read more",
        "Share this article",
        "Sign up for our newsletter",
        "Advertisement",
        "Follow us on Twitter",
        "Click here to subscribe",
        "All rights reserved",
        "© 2021 Example News. All rights reserved.",
        "Related: Why bees sing",
        "Read More »",
        "12 Comments",
        "(c) 2021 Example News",
        "Copyright © Example News",
        "Example News, 2021. All rights reserved",
        "More stories: Bees in the city",
        "Find Ana on Instagram",
        "Story continues below advertisement",
        "ADVERTISEMENT",
        "Share on Facebook",
        "Also read: Bees sing again",
        "Most popular",
        "Subscribe now",
        "Read the full story here",
        "Copyright 2020 Example Ltd",
        "Tags: bees, song",
    ] {
        assert!(is_boilerplate(text), "{text}");
    }
    for text in [
        "",
        "Share prices fell on Monday.",
        "Read more books, the minister told pupils.",
        "Leave a light on",
        "He said so.",
        "Advertisement revenue fell by 3%.",
        "Comments by the minister angered unions.",
        "Follow the money, she said.",
        "Print is dead, he said.",
        "Sign up or leave, workers were told.",
        "Subscribers left in droves.",
        "Home prices rose.",
        "Watch sales are up in Geneva.",
        "Copying was banned.",
        "Related companies were named in the suit.",
        "Copyright holders will sue, lawyer Ana Ruiz said on Monday.",
        "(c) The minister said so",
        "Latest: Mayor Ana Ruiz said the port of Lima was open.",
        "Join Macron on Ukraine aid, Scholz tells Germany",
        "Activists demand all rights reserved",
    ] {
        assert!(!is_boilerplate(text), "{text}");
    }
}

#[test]
fn datelines() {
    let cases = [
        "[GPE Islamabad] ([ORG example.org]) - |In a turn",
        "[GPE WASHINGTON] ([ORG AP]) — |The House",
        "[GPE LONDON], [DATE March 3] ([ORG Reuters]) - |Shares fell",
        "[GPE PARIS] — |The mayor",
        "[GPE KYIV], [GPE Ukraine] — |Shells fell",
        "[GPE NEW YORK]/[GPE LONDON] ([ORG Reuters]) - |Oil rose",
        "[GPE New Delhi], [DATE 3 March] ([ORG PTI]): |The court",
        "[GPE SÃO PAULO] ([ORG AFP]) – |Rain",
        "[GPE Tokyo] ([ORG Kyodo News]) -- |Japan",
        "[GPE ABUJA], [DATE Jun 22 2022] ([ORG IPS]) - |For farmers",
    ];
    for case in cases {
        let text: String = case.split('|').collect();
        let mut plain = text.replace(']', "");
        for label in ["[GPE ", "[ORG ", "[DATE "] {
            plain = plain.replace(label, "");
        }
        let found = dateline(&plain).unwrap_or_else(|| panic!("{plain}"));
        let (mut read, mut at) = (String::new(), 0);
        for (span, label) in &found.entities {
            read += &format!("{}[{} {}]", &plain[at..span.start], label.name(), span.of(&plain));
            at = span.end;
        }
        read += &format!("{}|{}", &plain[at..found.end], &plain[found.end..]);
        assert_eq!(read, case);
    }
    for text in [
        "Brazil – the hosts – won again.",
        "Smith (Labour) - who won in May - left.",
        "Then it rained - a lot.",
        "BREAKING NEWS — FIRE IN THE HARBOUR",
        "Trump: \"I won.\"",
        "NATO said so.",
        "PARIS —",
        "The man (a nurse) - said",
    ] {
        assert_eq!(dateline(text), None, "{text}");
    }
}

#[test]
fn periods_without_numbers_and_rates() {
    check(&[
        "It took [DATE months] to build, and they waited for [TIME hours].",
        "He left [TIME hours] before the vote and came back [DATE years later].",
        "Days of rain and hours of talk",
        "sales in the [DATE year to March] and the [DATE three months to June 30]",
        "It costs [MONEY $20] a month and grows [QUANTITY 3 metres] a year, [TIME three nights] a week... but [DATE a month ago] it was",
        "at [TIME 4.47 in the morning] and [TIME 3 p.m. this afternoon]",
        "before [TIME dawn], by [TIME evening], in the [TIME 81st minute]",
        "in orbit since [DATE March last year], after the [DATE June] session",
        "before the [DATE spring], in the fall of Rome",
        "a [DATE second-quarter] profit; she turned [DATE 70]",
    ]);
}
