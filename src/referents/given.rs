//! Given names that tell whether `he` or `she` fits, from all continents; names of either gender are left out. All lower-case and
//! without diacritics.

use super::facts::Gender;
use std::collections::HashMap;

const MEN: &str = "aaron abdel abdelaziz abdelhak abdelkader abdi abdirahman abdou abdoulaye abdul abdullah \
    abraham abubakar adam adama adebayo adewale adrian adrien ahmad ahmed aidan akim akinwumi alain alan \
    alassane alberto alejandro aleksandar aleksander aleksandr alexander alexandre alexandru alexei alfonso \
    alfredo alhassan ali alioune allan alvaro amadou amin aminu amir amit amos anas anders andre andreas \
    andrei andrew andrzej angelo anil ante anthony antoine anton antonio anwar arash arjun armando arne \
    arnold arsene arthur arturo asad ashok ashraf asif atif atul augusto austin axel ayman ayodele aziz \
    babajide babatunde baptiste barack bartosz bashar bashir bayo behrouz benedikt benito benjamin benoit \
    bernard bernie bertrand bheki bilal bill bjorn bob bogdan boniface boris boubacar brad brandon branko \
    brett brian bruce bruno bulat calvin carl carlos cesar charles charlie cheikh chidi chike chima chimezie \
    chinedu chris christian christopher chuck chukwudi chukwuma ciro claude clement clifford colin cosmin \
    craig cristian cristiano cyril cyrus czeslaw damian damir daniel danilo dante daouda darius dariusz \
    darren dave david davide davor dawid deepak denis dennis derek desmond dev dick didier diego dieter \
    dimitar dimitri dimitrios dinesh dipak djibril dmitri dmitry dominic dominik donald doug douglas dragan \
    driss duncan dusan dylan eamon edgar eduardo edward efraim egor einar ekrem elias elijah emeka emil \
    emilio emmanuel emre enrique enzo eric erik erlan ernest ernesto ernst esteban ethan etienne eugene evans \
    evgeny ezra fabio fahad faisal farhad farid farouk fatih federico felipe felix ferdinand fernand fernando \
    fidel filip florian florin folarin francesco francisco franck franco francois frank franz fred frederic \
    frederick fredrik fyodor gabriel gael gareth garry gary gaurav gennady geoffrey george georges georgi \
    gerald gerard gerardo gergely gerhard gilbert gilberto gilles giorgio giovanni giuseppe gleb gopal goran \
    gordon graham greg gregory guillaume guillermo gunnar gurpreet gustaf gustav gustavo gyorgy haakon habib \
    hakan hakim hamad hamid hamza hans harold harry haruki haruto hassan hector heinz hendrik henri henrik \
    henry herbert hernan hideo hiroshi hiroto hisham horacio hossein houssem hubert hugh hugo humberto \
    hussain hussein ian ibrahim ibrahima idris ifeanyi ignacio igor ilham ilya imran imre ingmar innocent \
    ioannis isaac isidro ismail issa istvan ivan ivo ivor jaap jabulani jacek jacinto jack jacob jacques \
    jaime jake jakob jakub jalal jamal james jan janos janusz jared jari jarmo jaroslav jason jasper javad \
    javed javier jean jeff jeffrey jens jeremy jerome jeronimo jerry jerzy jesus jim jimmy jiri joachim joao \
    joaquin joe joel johan johann johannes john johnny jonas jonathan jonny joost jordi jorg jorge jose \
    joseph josh joshua josip jozef jozsef juan jukka jules julian julio juma junichi jurgen justin kaan kabir \
    kamal kamil kareem karim karl karol karthik kasper kazimierz kazuo kees keith kelechi kemal ken kenan \
    kenji kenneth kerem kevin kevork khaled khalid khalil kimani kirill kiyoshi kjell klaus kofi konstantin \
    krishna kristian kristof krzysztof kumar kunal kunle kwabena kwadwo kwame kwasi kyle ladislav lamine larry lars \
    laszlo laurent lech leif leo leon leonard leonid leopold leszek liam lloyd lorenzo louis luc luca lucas \
    lucio ludovic luigi luis luiz luka lukas lukasz maciej magnus mahamat mahdi mahesh mahmoud mahmud majid \
    malik mamadou mandla manfred manish manoel manoj manuel marat marc marcel marcelo marcin marco marcos \
    marek marian mariano mario marius mark marko markus marlon martin masahiro masashi masoud massimo mateo \
    mateusz mathias mathieu matias matt matteo matthew matthias matti maurice mauricio maurizio maxim maxime \
    mehdi mehmed mehmet melvin michael michel miguel mike mikhail miklos milan milos milton minh miroslav \
    mitchell modou moeen mohamad mohamed mohammad mohammed mohamud mohan moise moses moussa muhammad mukesh \
    murad murat musa mustafa mutiu nabil nadeem naguib naoki narendra nasser nathan naveen nawaz neil nelson \
    nenad nicholas nick nicolae nicolas nigel nikhil nikola nikolai nikos nils nitin noah noel norbert norman \
    nuno obinna ola olaf olav oleg oleksandr oleksii oliver olivier olumide olusegun omar omid ondrej orhan \
    orlando osama oscar oskar osvaldo otto oumar ousmane ovidiu pablo panagiotis paolo pascal patrick paul \
    paulo pavel pawel pedro pekka peter petr philip philippe pierluigi piero pierre piotr pradeep prakash \
    pramod pranav prosper przemyslaw qasim quang quentin rachid radek radoslaw radu rafael raffaele rahul \
    raimundo raj rajesh rajiv rakesh ralph ram ramesh ramin ramon rasheed rashid raul ravi raymond recep \
    reinhard renato rene reynaldo reza ricardo riccardo richard rick rob robert roberto rodrigo roger rohan \
    rohit roland rolf romain roman ronald ronaldo ross roy ruben rubens rudy ruggero rui rupert ruslan \
    russell ryan saad saeed sajid salah saleh salim salman salvador salvatore samba sami samir samson samuel \
    sandeep sandor sani sanjay sanjeev santiago satoshi saul scott sean sebastian segun sekou selim serge \
    sergei sergey sergi sergio serhii seydou shahid shankar shaun shawn sheldon shigeru shinji shinzo shota \
    shravan siddharth sidney sigurd silvio simon sipho siyabonga slobodan solomon soren spencer stanislav \
    stanislaw stanley stefan stefano stelios stephen steve steven stuart suleiman sunil suresh svein sven \
    syed szymon tadesse tadeusz taimur takashi takeshi tamas tapio tariq tayyip ted tendai teppo terence \
    terrence terry thabiso thabo theo theodore thiago thierry thomas thorsten tiago tibor tim timothy tobias \
    tom tomas tomasz tomislav toni tony tor torsten toshiro traore trevor tunde turgut tyler udo ulf ulrich \
    umar umberto umesh usman uwe vaclav valentin valery vasile vasily vasyl venkatesh veselin vicente victor \
    vijay vikas vikram viktor vinay vincent vinod viorel vitali vitaly vivek vlad vladimir vladislav vojtech \
    volodymyr vsevolod vusi wale waleed walid walter warren wassim wayne werner wieslaw wilfred wilhelm \
    willem william winston witold wojciech wolfgang xavier yahya yanis yannick yaroslav yasser yaw yevgeny \
    yiannis yitzhak yoav yohannes yosef yousaf yousef youssef youssouf yukio yuri yusuf yves zachary zaid \
    zbigniew zdenek zdzislaw zeljko zoltan zoran zubair";

const WOMEN: &str = "abeba abena abigail adaeze adelaide adele adriana adwoa afua agata agatha agnes \
    agnieszka aigerim aiko aisha aisling aissata aizhan akosua akua alba alejandra aleksandra alena \
    alessandra alexandra alice alicia alina alison alyssa amanda amara amarachi amelia amelie amina aminata \
    amira amy ana anahita anais ananya anastasia anastasiya andrea andreea aneta angela angelica angelina anh \
    anika aniko anita anjali ann anna anne anneke anneliese annette annie annika antonia anusha anya archana \
    arlene arwa asha ashley asma asmaa astrid aurora awa aya ayaka ayesha ayse aysha ayumi aziza bahar baraka \
    barbara barbora beata beatrice beatrix beatriz begum benazir berit bernadette bernice beth bettina betty \
    bianca birgit bisi blanca blessing bogna bozena brenda bridget brigitte bronwyn bukola camila candace \
    carla carlijn carlota carmen carol carole carolina caroline cassandra catherine cecile cecilia celeste \
    celia celine chantal charlene charlotte chelsea chiamaka chiara chidinma chimamanda chioma chloe \
    christina christine cindy claire clara clarice clarissa claudia claudine clementine colette comfort \
    constance consuelo cordelia cornelia cristina cynthia dagmar daisy dalia damilola dana daniela danuta \
    daria deborah deepa deirdre delia delphine denisa denise dewi diana diane dilnoza dimitra dina dolores \
    dominika donna doris dorota dorothea dorothy dovile duygu ebony edith edna edwina efua eileen ekaterina \
    elaine eleanor elena eleonora elif elin elina elisa elisabeth elise eliza elizabeth elizaveta elke ella \
    ellen elsa elsabe elspeth elvira emilia emily emine emma encarnacion enid erica ericka erika erin esma \
    esperanza esra estelle esther eugenia eunice eva evelyn evgenia ewa fadumo fanny farah farida fatema \
    fatima fatma fatou fatoumata federica felicia felicity fernanda fiona flora florence folake folashade \
    frances francesca frida funmilayo gabriela gabriele gabriella galina gemma genevieve georgia georgina \
    geraldine gertrude ghada gillian gina giorgia giovanna giselle giulia gloria grace graciela grainne \
    grazia greta gretchen guadalupe gudrun gulnara gulsen gwen gwendolyn habiba hadiza hafsa haifa hala \
    halima hana hanan hanna hannah hanne hanneke harriet hatice hauwa hazel heather heba hebe hedwig hege \
    heidi helen helena helga henrietta hilary hilda hillary hina hiroko hortense huda ida idil ifeoma \
    ifeyinwa ikram ilaria iman imelda imogen indira ines inga inge ingeborg ingrid ioana irena irene irina \
    iris irma isabel isabella isha isobel itziar ivana ivanka iveta ivy iwona izabela jacinda jacqueline \
    jadwiga jamila jana jane janet janice janina janine jasmin jasmine jasna jaya jayne jeanne jelena jenna \
    jennifer jenny jessica jill jitka joan joanna joelle johanna jolanta josefa josefina josephine jovana \
    joyce juana juanita judit judith judy julia juliana julie juliet juliette juniper justine justyna kalpana \
    kamala karen karin karina karolina kasia katarina katarzyna kate katerina kateryna katharina katherine \
    kathleen kathryn kathy katie katja katrin katrina kavita kavitha kaye kayla keiko kelly khadija kimberly \
    kirsten kirsty klara klaudia kristen kristin kristina krisztina krystyna kseniya kumiko laila lakshmi \
    lamia lara larisa latifa latoya laura lauren layla lea leah leena leila lena leonie leonor leonora \
    leticia leyla leyre lidia liisa lilian liliana lillian lily lina linda linnea lisa liz ljiljana lola \
    lorena lorraine louisa louise lourdes lucia lucie lucille lucy ludmila luisa luz lydia lyudmila maame \
    maarit mabel macarena madalena madeleine madina madison maeve magda magdalena maggie mahnaz mahsa maia \
    maja malala malgorzata malika mame mandy manuela marcela margaret margarida margarita margaux margot \
    margrethe maria mariam mariama mariana marianne maribel marie marija marina marisa marisol marjorie \
    marlene marta martha martina martine marwa mary maryam marzena masha matilda maureen maya mayumi mbali \
    megan megha mehwish mei melania melanie melinda melissa mercedes mercy meredith meryem mette michaela \
    michelle michiko mieke milena milica mina minako mirela miriam miriama mirjam mitsuko moira mona monica \
    monika montserrat mpho myriam myrna nadezhda nadia nadine nadira nafisa nahid naledi nanako nancy nandini \
    naoko naomi nasreen nasrin natalia natalie natalya natasa natasha nathalie nayeli neema neha nell nena \
    nermin neus ngozi niamh nicola nicole nilufar nina nirmala nisha noelia noemi nokuthula nomsa nomvula \
    nora noreen norma noura nurul oana oksana olena olesya olga olivia olubunmi oluchi orla ornella ouarda \
    paivi palesa paloma pamela paola parisa parvati patricia patrizia paula paulina pauline pearl penelope \
    penny perla petra phoebe phyllis pilar pooja prisca priscilla priya priyanka rachel raffaella raisa \
    ramona rania raquel rasha rashida rebecca rebekah regina reiko renata renate renee rhea rhian rhiannon \
    rhoda rita rocio roisin roksana rosa rosalia rosalind rosana rosanna rose roselyne rosemary rosita roxana \
    roya rozalia rubina rukmini ruta ruth ruxandra saba sabiha sabine sabrina sadia safiya sagal sakina \
    sakura sally salma salome samantha samia samira sana sandra sandrine sanja sanna saoirse saori sara sarah \
    saskia savita seema selin selma shabana shabnam shanice shanti sharon sheena sheila shelley shereen \
    shirin shirley shreya sibongile sigrid silke silvia simona simone simran sinazo sinead siobhan sirpa siti \
    sively snezana sofia soledad solene sonia sophia sophie soraya stefania stella stephanie stine suki \
    sumaya sunita susan susanne suzana suzanne svenja svetlana sylvia sylvie sylwia tabitha tahira tamar \
    tamara tamika tania tanya tara tatiana tatjana tea teresa tereza tess thandeka thandi thandiwe thelma \
    theresa tiina tina titilayo tomoko tove tracy trinidad trudy tsitsi ulrike uma umaima ursula urszula \
    urvashi ute valentina valeria valerie vandana vanessa vanja varsha vasilisa veena velma vera veronica \
    veronika veronique vesna vibeke victoria vigdis viktoria viola violeta virginia viviana vivienne wafa \
    wambui wanda wangari wanjiru wendy wiebke wietske wilhelmina wilma winnie ximena xiomara yaa yael yara \
    yasemin yasmin yasmine yesim yetunde yevgenia yoko yolanda yukiko yulia yuliana yuliya yumi yvonne zahra \
    zahraa zainab zanele zaynab zdenka zehra zelda zeynep zhanna zodwa zoe zofia zoya zsofia zsuzsanna \
    zubaida zuzana";

/// Given names by gender.
pub(super) fn given_names() -> HashMap<&'static str, Gender> {
    let men = MEN.split_ascii_whitespace().map(|name| (name, Gender::Male));
    men.chain(WOMEN.split_ascii_whitespace().map(|name| (name, Gender::Female))).collect()
}
