/** Sample articles, invented for this page: no person, place name in office or event in them is real. */

export const SAMPLES: { title: string; text: string }[] = [
  {
    title: "A harbour dispute (agency report)",
    text: `Port talks collapse as Marovia and Estenland trade accusations

PORT SELVA, Marovia (Meridian News) — Talks over the shared harbour of Port Selva broke down on Tuesday after Marovian Foreign Minister Adaeze Okonjo accused neighbouring Estenland of "negotiating with a stopwatch in one hand and a hammer in the other."

"We came here with three proposals," Okonjo told reporters outside the Customs House, "and we leave with three refusals." She said her government would now ask the African Union to mediate, adding that the fishing ban would stay in force until March 15.

Estenland rejected the charge. Its chief negotiator, Henrik Vasquez-Lund, who replaced the ailing Tomas Brandt last month, said the Marovian side had walked out before the second reading of the text. According to a statement from his office, $4.5 million in compensation had been offered to 1,200 fishing families.

Officials familiar with the talks, speaking on condition of anonymity, claimed that the two delegations had been "close, maybe an afternoon away" from a deal. One of them said Vasquez-Lund had asked for a recess, as reported by the Port Selva Courier.

Did either side expect the collapse? Okonjo denied that she had. Her counterpart declined to say whether he would return to the table this week, but he insisted that the door remained open.

The Harbour Workers' Union, which represents 60% of the dockers, condemned both governments, demanding that ships be unloaded "before the fruit rots and the patience with it." Its president, Miriam Tadesse, warned of a strike on Thursday.

It was announced late in the evening that the ferry service would resume at 6 a.m. on Wednesday.`,
  },
  {
    title: "A bridge and a budget (local news)",
    text: `Council delays decision on Old Mill Bridge

The Harrowby Borough Council has put off a vote on the future of Old Mill Bridge, after an engineer warned that repairs could cost twice as much as planned.

"I would not drive a loaded lorry over it, and I would not let my children cycle under it," said Priya Raman, who inspected the bridge in May. Raman told councillors that the northern arch had moved by 12 millimetres since 2019.

Council leader George Penhaligon argued that a delay was the only responsible choice. "Nobody wants to close it," he said. "But nobody wants to read about it in the papers either."

His deputy, Aoife Brennan, disagreed. She called the report alarming but incomplete, and asked why the county had not been consulted. The Conservative group believes the work can be paid for without raising parking fees, according to its finance spokesman.

Shopkeepers on Mill Street fear for their trade. "If they shut it for a year, they shut us for good," said Yusuf Demir, 54, whose bakery stands at the foot of the bridge. Neighbours whispered that the decision had been taken long ago.

A spokeswoman for Somerdale County Council said it was "aware of the matter" and would comment after the next meeting on 9 November.

The bridge, known locally as "the Old Lady", was built in 1787.`,
  },
  {
    title: "Bees and a dispute about numbers (science)",
    text: `Wild bees may be recovering faster than thought, study suggests

Wild bee numbers in the Karvela Valley have risen by almost a third since 2015, a study published on Monday in the journal Field Ecology suggests, though some scientists doubt that the trend will last.

Researchers at the University of Tarnholm counted bees on 140 farms. "We expected a slow decline," said lead author Dr. Ngozi Eze. "What we saw instead, in four years out of five, was growth." She believes that hedges planted under the Green Margins Act made the difference.

The paper notes that warm springs may explain part of the rise. Eze and her colleague Juan Carlos Ibarra estimate that hedges account for 40 percent of it.

Not everyone is convinced. Professor Li Meihua of the Institute for Insect Research in Chengdu called the sample "generous in size and narrow in place". In an email, she wrote: "One valley is not a continent." She added that similar claims had been withdrawn in 2018.

The Ministry of Agriculture welcomed the findings, promising €3 million for further counts. Beekeepers were more cautious. "Ask me again after the winter," said Sven Aaltonen, who has kept hives near Lake Orra for 31 years. He hopes the study will "at least stop people from spraying on Sundays".

Eze said that she shared his caution. "I count bees," she said. "I don't predict them."`,
  },
];
