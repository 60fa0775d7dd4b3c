/** Articles to try the page with. People, firms and events in them are made up. */

export interface Sample {
  id: string;
  title: string;
  text: string;
}

const politics = `Kenya, Uganda and Tanzania leave river talks without a deal

KISUMU (Meridian Wire) — Envoys from Kenya, Uganda and Tanzania left the lakeside city of Kisumu on Friday without a deal on the Kagwe River, and blamed one another for three days of talks that ended where they began.

"We came with a map and a number. Others came with speeches," said Wanjiru Odhiambo, who leads the Kenyan delegation. "I am disappointed," she added, "but I am not surprised."

Uganda's water minister, Samuel Kibuuka, rejected that account. He said his government had accepted 11 of 14 points and was waiting for "a single serious answer" from Nairobi on the rest. Kampala denied having sent engineers to the upper valley in March.

Two diplomats familiar with the talks, who spoke on condition of anonymity, said the Tanzanian side had proposed a shared gauge at the Mbale dam. Neither delegation took up the idea, they said. A third official described the mood as "polite and frozen."

The Lake Basin Commission warned in a report published on Thursday that the river could fall to 38 percent of its usual flow by August. According to the report, about 2.4 million people draw their drinking water from the valley. It was estimated that repairs to the old canals would cost $310 million.

Miriam Achieng, the commission's chair, told reporters that the figures left no room for delay. "Every week we lose now is a village without a well in July," Achieng said. She urged the three presidents to meet before the end of May and promised that her office would publish all measurements daily.

Farmers outside the conference centre had their own view. Joseph Mwita, who grows tomatoes near Migori, complained that nobody had asked him. His neighbour believes the rains will come late again. "They argue about the river as if it were on paper," Mwita said.

President Daniel Lutalo of Uganda told state television late on Friday that Odhiambo had assured him the talks would resume "within weeks, not months." Her office would not confirm the call. A spokesman for the Kenyan foreign ministry, Peter Kamau, said only that "the door is open."

The African Union has called for calm. Analysts at the Harrow Institute in London expect no agreement before the elections in Tanzania in October, and doubt that the commission has the power to enforce one. Whether the 1998 Entebbe Treaty still binds the parties remains disputed.`;

const court = `Judge clears former harbour master of fraud after nine-week trial

By Helle Marquardt

A court in Aalborg acquitted the city's former harbour master, Jens Thorup, of all charges on Tuesday, ruling that prosecutors had failed to prove he knew about forged invoices worth 6.2 million kroner.

Judge Amina Rasul said the evidence showed "carelessness, perhaps even indifference, but no intent." She criticised the police for losing two laptops that were seized in June 2021.

Thorup, 61, wept as the verdict was read. "I have waited four years to hear one sentence," he told journalists on the courthouse steps. He thanked his wife and said that he would not return to public office.

The prosecutor, Mikkel Brandt, announced that the state would appeal. Brandt insisted that the emails between Thorup and the shipping company Nordkaj spoke for themselves: "He signed every page. He asked no question."

A lawyer for Nordkaj, Soo-jin Pak, called the claim absurd. Her client had cooperated from the first day, Pak said, and had repaid the whole sum in 2022. The company has always denied wrongdoing.

The case began when an accountant, Rosa Villadsen, noticed that the harbour had paid twice for the same crane. Villadsen testified in February that she had reported the matter to her superior, who told her that "these things sort themselves out." The superior, whose name is protected by court order, disputes this.

According to the indictment, 43 invoices were forged between 2016 and 2019. An audit by the firm Lund & Okafor found that the controls at the harbour were "in practice absent." It was alleged that some of the money went to a summer house on the island of Læsø; the court found no proof of that.

Mayor Karen Ibsen demanded an apology from the prosecution service. "A man's life was put on hold," she wrote on her website on Tuesday evening. Members of the opposition accused the mayor of interfering. Her remarks were "wholly out of place," said Yusuf Demir of the Green Alliance, who wants the city council to look into the affair again.

Outside the court, about 30 dock workers had gathered since 7 a.m. One of them said he had never doubted the outcome. Another wondered aloud who had written the invoices, if not Thorup.

The High Court of Western Denmark is expected to hear the appeal in the spring. Police declined to comment.`;

const science = `Battery start-up says its salt cell lasts 20 years; rivals want to see the data

A small company from Valparaíso claims to have built a battery that costs a third of today's models and survives 9,000 charges. Whether it does is a question that half the industry asked this week.

Salina Energía presented its sodium cell at the Pacific Storage Forum in Osaka on Monday. "Lithium was a wonderful beginning," its founder, Catalina Rojas, told a crowded hall. "Salt is how we finish the job." She said that a first plant in Antofagasta would open in 2027 and employ 640 people.

The company's shares rose 18% on the Santiago exchange. Analysts at Brightwater Capital said in a note to clients that the announcement was "either the story of the decade or a very good slide show."

Competitors were cautious. Kenji Morimoto, who heads research at the Japanese manufacturer Tsubame Cells, noted that no independent laboratory had tested the battery. "I would love to be wrong," Morimoto said, "but chemistry does not read press releases." His company believes sodium cells will remain too heavy for cars.

Rojas dismissed the doubts. Her team, she said, had sent samples to the Fraunberg Institute in Germany in January. The institute confirmed that it had received 24 cells but stressed that tests would take until the autumn. A researcher there, who asked not to be named because the work is not finished, suggested the first results were "better than we thought possible."

A study published last month in the journal Energy Letters put the cost of sodium storage at $48 per kilowatt-hour. Its lead author, Adaeze Nwosu of the University of Ibadan, thinks the price will halve by 2032. "What matters is the grid, not the car," Nwosu wrote in an email. She pointed out that Nigeria alone would need storage for 15 gigawatts of solar power.

Environmental groups welcomed the news with conditions. Red del Desierto, which represents villages in the Atacama, said Rojas had promised its members that the plant would draw no fresh water. "We have heard promises before," the group's speaker, Marta Quispe, said. The group wants the promise in writing.

Chile's energy ministry declined to say whether the project would receive public money. It has been reported that a subsidy of up to $120 million is under discussion. Minister Tomás Aravena merely remarked that the government was "watching with sympathy."`;

const interview = `“The night train is the last place where strangers still talk”

Conductor Ilse Brandauer retires after 38 years on the sleeper from Vienna to Varna. She spoke to Tomasz Wilk about snorers, smugglers and silence.

Ms Brandauer, you have spent some nine thousand nights on rails. Do you sleep well at home?

Brandauer: Badly. My husband says I get up at 3 a.m. and check the doors. He claims I once asked him for his ticket.

What did people tell you in the corridor that they would not tell at home?

Brandauer: Everything. In 1991 a man from Ruse whispered that he had left his wife the day before. At the next stop he got off and took the train back. I often wonder what she said.

The railway wants to replace conductors with an app. Its director, Henrik Lassen, told this newspaper in May that passengers “vote with their thumbs.”

Brandauer: Mr Lassen has never carried a sick child through four carriages. I told him so. He replied that he would “take it into account,” and I believe him about as far as Linz.

Your union called the plan reckless. Do you agree?

Brandauer: The union exaggerates, it always has. But they are right that nobody asked us. A colleague, whom I will not name because she still works there, says two night trains ran without any staff last winter. The company denies it.

And what will you miss?

Brandauer: The hour before Belgrade. My old boss, Mira Petrović, used to say that a sleeping train is “a village that has promised not to fight.” I never heard it put better.

Brandauer’s last shift ends on 30 November. According to the railway, the service will be “reviewed” in spring; passengers fear what that means.`;

const live = `LIVE: Bridge at Port Ellery closed after ship hits pier 🚢

Rolling coverage by Ruth Adeyemi and Colm Farrell. Times are local.

14:52 — WHAT WE KNOW

The container ship Maren Star struck the second pier of the Ellery Bridge at 12:40 p.m. No one was killed, according to the fire service. The bridge, which carries 46,000 vehicles a day, is closed in both directions.

14:41

“We are treating every crack as if it were the one that matters,” the city’s chief engineer, Priya Raman, has just told reporters. She says an inspection will take at least two days and asks drivers to stay away from the quay.

14:20

The harbour pilots’ association rejects the suggestion that one of its members was at fault. “Our pilot called for the tugs twice,” its chairman, Owen Tully, said on Radio Ellery. “Twice!”

The ship’s owner, Kestrel Lines of Limassol, says only that it is cooperating. Two crew members, speaking on condition of anonymity, tell us that the rudder had been “sluggish since Rotterdam.”

13:58

Mayor Beatriz Coelho demands that the government pay for extra ferries. Transport minister Alan Whitcombe answers on social media: “Talking to the mayor now. Ferries are coming. 🙏”

13:35

Reader Jonah Pike writes that he felt the impact in his kitchen, 600 metres away. His daughter thought it was thunder, he says. Another reader asks whether the trams are running. They are, the operator confirms, but only as far as Mill Street.

13:10

Some reports online claim that the bridge has collapsed. It has not, police stress. Officers have urged people to stop sharing a video that, they say, shows another bridge in another country.

12:55

Good afternoon. We are hearing that a ship has hit the Ellery Bridge. More as we get it.`;

const rumour = `Fact check: No, the water in Deir Sarab is not poisoned ☠️❌

By the verification desk of the Levant Courier

A voice message that has spread in the town of Deir Sarab since Sunday claims that the drinking water is poisoned and that the authorities are hiding it. There is no evidence for either.

“Don’t drink it, my cousin works there 😱😱,” a woman says in the recording. Who she is, or who the cousin is, remains unknown. It was said in one group that eleven children had died. The hospital’s director, Dr Hala Mansour, told the Courier that not a single case had been admitted. “We checked three times,” she said.

One post in Arabic, shared 14,000 times, reads: “لا تشربوا الماء، الحكومة تكذب” (“Don’t drink the water, the government is lying”). Its author, a barber named Fadi Haddad, deleted it on Tuesday and apologised. He had “only passed on what everybody was saying,” he wrote. 🙏🏽

The water company says it found the usual amount of chlorine at all nine wells. An independent chemist, Noa Lavi of the Technion in Haifa, who examined two samples for this newspaper, confirms this. She adds, however, that pipes in the old quarter are “in a shameful state.”

An official in the ministry, who was not authorised to speak, suggested that a rival supplier was behind the rumour. We could not verify that. The supplier, Clear Springs, calls the accusation “absurd” and threatens to sue.

Why do people believe such messages? “Because the last time, it was true,” says the sociologist Munir Khoury. In 2019 the company denied for weeks that a well was contaminated, and then admitted it. It is feared that some families now drink untreated water from the river.

Verdict: false. We will update this article if that changes.`;

const sport = `Lomé’s late show sinks Accra and leaves a coach wishing for a bigger clock

LOMÉ — Étoile du Golfe scored twice in injury time on Saturday to beat Accra Mariners 3-2 and win the West Coast Cup, and then could not explain how.

“I would love to tell you there was a plan,” said their captain, Kossi Amegah, who headed the winner in the 97th minute. “The plan was to kick it far.”

The Mariners felt robbed. Their coach, Gifty Owusu, argued that the referee had added nine minutes “out of generosity.” She conceded that her side had stopped playing after 80. “I warned them at half-time,” Owusu said. “I said: ‘They will come again.’ They nodded. Footballers are very good at nodding.”

Referee Lamine Traoré declined to comment. The federation said in a statement that all stoppages had been “correctly measured,” and denied a report by Radio Volta that the fourth official had asked for five.

Amegah’s father, who sells phone cards outside the Stade de Kégué, told reporters he had seen nothing of the goal: he was giving change. His son promised to describe it to him at dinner.

Owusu will meet the board on Monday. Two of its members, who asked not to be named, want her to go. Former striker Abena Tetteh hopes they will be patient, and believes that the team “needs a defender, not a funeral.” It is rumoured that a club in Abidjan has already called.

Some 28,000 watched the final. The trophy, organisers admitted, had arrived with one handle missing.`;

/** In the order of the page; the first is shown at the first visit. */
export const samples: readonly Sample[] = [
  { id: "politics", title: "World news", text: politics },
  { id: "court", title: "Court report", text: court },
  { id: "science", title: "Business", text: science },
  { id: "interview", title: "Interview", text: interview },
  { id: "live", title: "Live blog", text: live },
  { id: "rumour", title: "Fact check", text: rumour },
  { id: "sport", title: "Sport", text: sport },
];
