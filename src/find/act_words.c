#include "find/act_words.h"

#include <stdlib.h>
#include <string.h>

/* A word that is its own act, or "word=act". Sorted by word. */

/* Adjectives of what somebody has become by what happened. */
static const char *const states[] = {"alive=survive",  "bankrupt",          "dead=die",    "drunk=drink",
                                     "guilty",         "homeless=displace", "hurt=injure", "ill",
                                     "injured=injure", "missing=miss",      "pregnant",    "sick=ill",
                                     "unconscious",    "unharmed=unhurt",   "unhurt",      "wounded=wound"};

/* Nouns; and verbs that headlines make look like nouns. */
/* clang-format off */
static const char *const nouns[] = {
    "abduction=abduct", "abolition=abolish", "abortion=abort", "abuse", "acceptance=accept", "accident=crash",
    "accord=agree", "accusation=accuse", "achievement=achieve", "acquisition=acquire", "acquittal=acquit", "act",
    "action=act", "activity", "addiction=addict", "address", "adjournment=adjourn", "adjustment=adjust",
    "admission=admit", "adoption=adopt", "advance", "advertisement=advertise", "advice=advise", "advisory=advise",
    "affair", "aftermath", "aftershock", "agreement=agree", "aid", "airstrike", "alarm", "alert",
    "allegation=allege", "allege", "allocation=allocate", "alteration=alter", "altercation", "ambush",
    "amendment=amend", "amputation=amputate", "anger", "annexation=annex", "anniversary", "announce",
    "announcement=announce", "answer", "apology=apologise", "appeal", "appearance=appear", "applause=applaud",
    "application=apply", "appointment=appoint", "approach", "approval=approve", "argument=argue",
    "arraignment=arraign", "arrangement=arrange", "arrest", "arrival=arrive", "arson", "ascent=ascend",
    "aspiration=aspire", "assassination=assassinate", "assault", "assertion=assert", "assessment=assess",
    "assistance=assist", "assumption=assume", "attack", "attempt", "auction", "audit", "audition",
    "authorisation=authorise", "authorization=authorize", "avalanche", "avoidance=avoid", "award", "backing=back",
    "backlash", "bail", "ballot=vote", "ban", "bankruptcy=bankrupt", "barrage", "battle", "beating=beat",
    "behavior=behave", "behaviour=behave", "beheading=behead", "belief=believe", "betrayal=betray", "bid",
    "birth", "blackout", "blast", "blaze", "blessing=bless", "blockade", "bloodbath=massacre", "bloodshed",
    "blow", "bombardment=bombard", "bombing=bomb", "bombshell=reveal", "boost", "borrowing=borrow", "bout",
    "boycott", "brawl", "breach", "break", "breakdown", "breakthrough", "breakup", "bribery=bribe",
    "briefing=brief", "broadcast", "broadcasting=broadcast", "burglary=burgle", "burial=bury", "burst",
    "bust=raid", "buying=buy", "buyout=buy", "calculation=calculate", "call", "campaign", "cancellation=cancel",
    "cancer", "candidacy=run", "capture", "care", "career", "carnage", "casting=cast", "casualty",
    "catastrophe=disaster", "cause", "caution", "ceasefire", "celebrate", "celebration=celebrate", "censure",
    "ceremony", "challenge", "championship", "change", "charge", "chase", "choice=choose",
    "circulation=circulate", "claim", "clash", "classification=classify", "cleanup=clean", "clearance=clear",
    "climb", "closing=close", "closure=close", "collapse", "collision=collide", "colonisation=colonise", "coma",
    "combat", "comeback", "comfort", "commemoration=commemorate", "commencement=commence", "comment",
    "commitment=commit", "communication=communicate", "comparison=compare", "compensation=compensate",
    "competition=compete", "complaint=complain", "completion=complete", "concern", "concert",
    "concession=concede", "conclusion=conclude", "condemnation=condemn", "conference", "confession=confess",
    "confinement=confine", "confirm", "confirmation=confirm", "conflagration=fire", "conflict",
    "confrontation=confront", "confusion=confuse", "congestion=congest", "congratulation=congratulate",
    "connection=connect", "connectivity=connect", "conquest=conquer", "consent", "consideration=consider",
    "construction=construct", "consultation=consult", "contact", "containment=contain",
    "contamination=contaminate", "contention=contend", "contest", "continuation=continue", "contraction=contract",
    "contribution=contribute", "control", "controversy", "convention", "conversation=converse",
    "conviction=convict", "cooperation=cooperate", "coronation=crown", "correction=correct", "corruption=corrupt",
    "counseling=counsel", "counterattack", "coup", "coverage=cover", "crackdown", "crackup=crash", "crash",
    "creation=create", "crime", "crisis", "criticism=criticise", "crossing=cross", "cruise",
    "cultivation=cultivate", "cure", "curfew", "custody", "cut", "cyberattack", "cyclone", "damage", "dance",
    "danger", "deal", "death=die", "death-toll=die", "debate", "debut", "deception=deceive", "decision=decide",
    "declaration=declare", "declassification=declassify", "decline", "decrease", "dedication=dedicate",
    "defamation=defame", "default", "defeat", "defection=defect", "defence=defend", "defense=defend",
    "definition=define", "deforestation=deforest", "degradation=degrade", "delay", "deliberation=deliberate",
    "delivery=deliver", "demand", "demise=die", "demolition=demolish", "demonstration=demonstrate",
    "demotion=demote", "denial=deny", "departure=depart", "depletion=deplete", "deployment=deploy",
    "deportation=deport", "depression=depress", "derailment=derail", "descent=descend", "desertion=desert",
    "desire", "destruction=destroy", "detention=detain", "detonation=detonate", "detour", "devastation=devastate",
    "development=develop", "diagnosis=diagnose", "dialogue", "die", "difficulty", "dilemma",
    "diplomacy=negotiate", "disagreement=disagree", "disappearance=disappear", "disappointment=disappoint",
    "disapproval=disapprove", "disaster", "discharge", "disclaimer=disclaim", "disclosure=disclose",
    "discovery=discover", "discrimination=discriminate", "discussion=discuss", "disease", "dismissal=dismiss",
    "disorder", "dispatch", "displacement=displace", "displeasure=displease", "dispute",
    "disqualification=disqualify", "disruption=disrupt", "dissent", "dissolution=dissolve",
    "distribution=distribute", "diversion=divert", "division=divide", "divorce", "domination=dominate",
    "donation=donate", "doping=dope", "doubt", "downfall=fall", "downgrade", "downtime=outage", "downturn",
    "draft", "draw", "drill", "drive", "driving=drive", "drop", "drought", "drowning=drown", "duel", "dui=drive",
    "duty", "dwi=drive", "earthquake", "effort=try", "ejection=eject", "election=elect", "elimination=eliminate",
    "embargo", "embezzlement=embezzle", "emergence=emerge", "emergency", "emigration=emigrate", "emission=emit",
    "employment=employ", "encounter", "encouragement=encourage", "endorsement=endorse", "enforcement=enforce",
    "engagement=engage", "enlargement=enlarge", "enquiry=inquire", "enrollment=enrol", "entry=enter", "epidemic",
    "error=err", "eruption=erupt", "escalation=escalate", "escape", "espionage=spy", "establishment=establish",
    "estimate", "evacuation=evacuate", "evaluation=evaluate", "evasion=evade", "event", "eviction=evict",
    "exam=examine", "examination=examine", "excavation=excavate", "exchange", "exclusion=exclude",
    "execution=execute", "exercise", "exhibition=exhibit", "exile", "exit", "exodus=flee",
    "exoneration=exonerate", "expansion=expand", "expectation=expect", "expedition", "expenditure=spend",
    "experience", "experiment", "explanation=explain", "exploit", "exploitation=exploit", "exploration=explore",
    "explosion=explode", "export", "exposure=expose", "expression=express", "expulsion=expel", "extension=extend",
    "extinction=extinct", "extortion=extort", "extradition=extradite", "failure=fail", "fall", "fallout",
    "famine", "farewell", "fatality=die", "fault", "fear", "feat", "feedback", "felony=crime", "festival", "feud",
    "fight", "fighting=fight", "final", "fine", "fire", "firing=fire", "flare-up=flare", "flight", "flood",
    "flooding=flood", "flop", "forecast", "foreclosure=foreclose", "forgery=forge", "formation=form",
    "fraud=defraud", "fundraising=fundraise", "funeral", "gain", "gala", "gamble", "game", "gathering=gather",
    "genocide", "gig", "glitch", "growth=grow", "guilt=guilty", "guilty", "gunfight=shoot", "gunfire=shoot",
    "hack", "hacking=hack", "handover", "handshake=shake", "hanging=hang", "harassment=harass", "hardship",
    "hatred=hate", "headache", "hearing=hear", "heist=rob", "help", "hesitation=hesitate", "hijack",
    "hijacking=hijack", "hike", "hint", "hire", "hiring=hire", "hit", "hoax", "holdup=rob", "holiday",
    "holocaust", "homecoming", "homicide=murder", "honor=honour", "honour", "hope", "hospitalisation=hospitalise",
    "hospitalization=hospitalize", "hostility", "hosting=host", "hunt", "hurricane", "identification=identify",
    "illness=ill", "imitation=imitate", "immigration=immigrate", "impact", "impeachment=impeach",
    "implementation=implement", "import", "imprisonment=imprison", "improvement=improve", "inaction",
    "inauguration=inaugurate", "incarceration=imprison", "incident", "incitement=incite", "inclusion=include",
    "increase", "incursion=invade", "independence", "indictment=indict", "infection=infect", "inflation=inflate",
    "influence", "inheritance=inherit", "initiation=initiate", "initiative", "injection=inject", "injure",
    "injury=injure", "innovation=innovate", "inquiry=inquire", "inspection=inspect", "installation=install",
    "insult", "insurgency", "integration=integrate", "intent=intend", "intention=intend", "interaction=interact",
    "interception=intercept", "interdict", "interference=interfere", "interrogation=interrogate",
    "interruption=interrupt", "intervention=intervene", "interview", "intimidation=intimidate",
    "introduction=introduce", "intrusion=intrude", "invasion=invade", "invention=invent",
    "investigation=investigate", "investment=invest", "invitation=invite", "involvement=involve",
    "isolation=isolate", "issuance=issue", "issue", "job", "joke", "journey", "joy=enjoy", "judgement=judge",
    "judgment=judge", "jump", "kick", "kidnap", "kidnapping=kidnap", "kill", "killing=kill", "kiss", "knockdown",
    "knockout", "landing=land", "landslide", "lapse", "larceny=steal", "launch", "lawsuit=sue", "layoff", "lead",
    "leak", "leave", "legislation=legislate", "lending=lend", "liberation=liberate", "liftoff=launch",
    "litigation=sue", "loan=lend", "lockdown", "lockout", "looting=loot", "loss=lose", "lynching=lynch",
    "maintenance=maintain", "malfunction", "malpractice", "manhunt", "manipulation=manipulate", "manslaughter",
    "march", "marriage=marry", "massacre", "meeting=meet", "meltdown", "memorial", "mention", "merger=merge",
    "mess", "migration=migrate", "misconduct", "misdemeanor=crime", "misdemeanour=crime", "mission", "mistake",
    "mistreatment=mistreat", "mistrial", "misunderstanding=misunderstand", "modification=modify", "motion=move",
    "mourning=mourn", "move", "movement=move", "mudslide", "multiplication=multiply", "murder", "mutiny",
    "nationalisation=nationalise", "need", "negotiation=negotiate", "nod", "nomination=nominate",
    "nominee=nominate", "notice=notify", "notification=notify", "oath=swear", "objection=object",
    "obligation=oblige", "observation=observe", "obstruction=obstruct", "occupation=occupy", "offence=crime",
    "offense=crime", "offensive", "offer", "omission=omit", "onset=begin", "onslaught=attack", "opener=open",
    "opening=open", "operation", "opposition=oppose", "oppression=oppress", "order", "ouster=oust", "outage",
    "outbreak", "outburst", "outcry", "outlay=spend", "outrage", "ovation=applaud", "overdose", "overhaul",
    "oversight=oversee", "overthrow", "pact=agree", "pain", "pandemic", "panic", "parade", "pardon", "parole",
    "participation=participate", "partition", "passing=die", "patrol", "payment=pay", "payout=pay",
    "penalty=penalise", "performance=perform", "perjury", "permission=permit", "persecution=persecute",
    "persuasion=persuade", "petition", "phone-call=call", "pickup", "pilgrimage", "piracy", "plan", "play",
    "playoff", "plea=plead", "pledge", "plot", "plunge", "pneumonia", "poisoning=poison", "poll",
    "pollution=pollute", "popularity=popular", "possession=possess", "poverty", "practice=practise", "praise",
    "prayer=pray", "prediction=predict", "pregnancy=pregnant", "premiere", "preorder", "preparation=prepare",
    "presentation=present", "pressure=press", "prevalence=prevail", "prevention=prevent", "probation", "probe",
    "problem", "process", "procession", "procurement=procure", "production=produce", "progress",
    "prohibition=prohibit", "promise", "promotion=promote", "proof=prove", "propaganda", "proposal=propose",
    "prosecution=prosecute", "protection=protect", "protest", "provision=provide", "provocation=provoke",
    "publication=publish", "pullout=withdraw", "punch", "punishment=punish", "purchase", "purge",
    "pursuit=pursue", "push", "quake", "qualification=qualify", "quarrel", "quarterfinal", "query", "quest",
    "question", "quip", "quit", "race", "radiation=radiate", "raid", "rally", "rampage", "ransom", "rape",
    "ratification=ratify", "re-election=reelect", "reaction=react", "reading=read", "reappearance=reappear",
    "reassurance=reassure", "rebellion=rebel", "rebound", "rebuke", "recall", "receipt=receive",
    "reception=receive", "recession", "recitation=recite", "recognition=recognise", "recommendation=recommend",
    "reconciliation=reconcile", "reconstruction=reconstruct", "record", "recovery=recover", "recruitment=recruit",
    "redemption=redeem", "reduction=reduce", "reelection=reelect", "referendum", "referral=refer", "reform",
    "refund", "refusal=refuse", "regret", "regulation=regulate", "rehab", "rehabilitation=rehab",
    "rehearsal=rehearse", "reinstatement=reinstate", "rejection=reject", "relapse", "relaunch", "release",
    "reliance=rely", "relief=relieve", "relocation=relocate", "remark", "remembrance=remember", "reminder=remind",
    "remission=remit", "removal=remove", "renewal=renew", "renovation=renovate", "reopening=reopen",
    "reorganisation=reorganise", "repair", "repatriation=repatriate", "replacement=replace", "reply", "report",
    "reporting=report", "representation=represent", "reprieve", "reproduction=reproduce", "request",
    "rescheduling=reschedule", "rescue", "resignation=resign", "resistance=resist", "resolution=resolve",
    "response=respond", "restart", "restoration=restore", "restraint=restrain", "restriction=restrict", "result",
    "resumption=resume", "resurgence=resurge", "retaliation=retaliate", "retirement=retire", "retreat", "return",
    "reunion=reunite", "reveal", "revelation=reveal", "review", "revision=revise", "revival=revive",
    "revocation=revoke", "revolt", "revolution", "reward", "ride", "rift", "riot", "rioting=riot", "rise", "risk",
    "robbery=rob", "rollout=launch", "romance", "rout", "routine", "row", "ruling=rule", "rumor=rumour", "rumour",
    "run", "running=run", "rupture", "rush", "sabotage", "sacrifice", "sale=sell", "salute", "sanction",
    "scandal", "scare", "score", "scream", "screening=screen", "search", "season", "secession=secede",
    "seizure=seize", "selection=select", "sell-off=sell", "semi-final=semifinal", "semifinal", "sentence",
    "sentencing=sentence", "separation=separate", "series", "service=serve", "session", "setback",
    "settlement=settle", "shake-up=shake", "shelling=shell", "shift", "shipment=ship", "shipwreck", "shock",
    "shooting=shoot", "shootout=shoot", "shortage", "shortfall=shortage", "shot=shoot", "show", "showdown",
    "shutdown", "siege=besiege", "sighting=see", "signature=sign", "signing=sign", "silence", "singing=sing",
    "sinking=sink", "skirmish", "slap", "slaughter", "slavery=enslave", "slaying=slay", "sleep", "slip",
    "slowdown=slow", "slump", "smuggling=smuggle", "sniping=snipe", "snub", "song=sing", "speculation=speculate",
    "speech=speak", "spending=spend", "spill", "spread", "spree", "squabble=quarrel", "squeeze", "stabbing=stab",
    "stabilisation=stabilise", "stampede", "stance", "standoff", "start", "statement=state", "stay", "sting",
    "stint", "stop", "stoppage=stop", "storm", "strain", "strangulation=strangle", "strife", "strike", "stroke",
    "struggle", "study", "submission=submit", "subscription=subscribe", "subsidy=subsidise", "success=succeed",
    "succession=succeed", "suffering=suffer", "suggestion=suggest", "suicide", "summit", "support",
    "suppression=suppress", "surge", "surgery", "surrender", "surveillance=watch", "survey", "survival=survive",
    "suspension=suspend", "suspicion=suspect", "swap", "swearing-in=swear", "swim", "swimming=swim", "switch",
    "tackle", "takeover", "talk", "tally", "task", "taste", "telecast=broadcast", "temblor=earthquake", "tension",
    "tenure", "termination=terminate", "terror=terrorise", "testimony=testify", "thanks=thank", "theft=steal",
    "thought=think", "threat=threaten", "thunderstorm", "tie", "tirade", "toll=die", "tornado", "torture",
    "touchdown", "tour", "tournament", "trade", "trafficking=traffic", "tragedy", "training=train", "transaction",
    "transfer", "transformation=transform", "transition", "transmission=transmit", "transplant", "travel",
    "treason", "treatment=treat", "tremor", "trespass", "trial", "tribute", "trip", "triple", "triumph",
    "trouble", "truce=ceasefire", "try", "tsunami", "turmoil", "turnaround", "turnout", "turnover", "tweet",
    "twister=tornado", "typhoon", "understanding=understand", "unrest", "unveiling=unveil", "upgrade", "upheaval",
    "uprising", "upset", "urge", "usage=use", "use", "utterance=utter", "vaccination=vaccinate",
    "vandalism=vandalise", "verdict", "veto", "vetting=vet", "victory=win", "view", "vigil", "violation=violate",
    "violence", "visit", "vote", "vow", "voyage", "wait", "walk", "walkout", "war", "warfare=war", "warning=warn",
    "waste", "wave", "wedding=wed", "welcome", "whipping=whip", "wildfire", "win", "wish", "withdrawal=withdraw",
    "withholding=withhold", "wonder", "work", "worry", "worship", "wound", "wrangle", "wreck=crash"};
/* clang-format on */

static int word_order(const void *key, const void *row)
{
    const hs_str *word = key;
    const char *entry = *(const char *const *)row;
    size_t n = strcspn(entry, "=");
    int order = memcmp(word->p, entry, word->n < n ? word->n : n);
    return order ? order : (word->n > n) - (word->n < n);
}

static hs_str act_in(const char *const *table, size_t n, hs_str word)
{
    const char *const *found = word.n ? bsearch(&word, table, n, sizeof *table, word_order) : NULL;
    const char *act = found ? strchr(*found, '=') : NULL;
    return hs_str_of(act ? act + 1 : found ? *found : "");
}

hs_str hs_act_of_state(hs_str adjective)
{
    return act_in(states, sizeof states / sizeof *states, adjective);
}

hs_str hs_act_of_noun(hs_str noun)
{
    return act_in(nouns, sizeof nouns / sizeof *nouns, noun);
}
