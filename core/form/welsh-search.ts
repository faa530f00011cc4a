/**
 * The words of the public's search, in Welsh: a part of the table in `welsh-words.ts`, and to be confirmed by
 * a translator like the rest of it.
 */
export const SEARCHING = {
  "Search decisions": "Chwilio penderfyniadau",
  "{count}: search decisions": "{count}: chwilio penderfyniadau",
  "Search for": "Chwilio am",
  "Up to 8 words, all of which must be in a decision. Put words in quotes to find them in a row. A number works too, like 2021-7335.":
    "Hyd at 8 gair, a rhaid i bob un fod mewn penderfyniad. Rhowch eiriau mewn dyfynodau i’w canfod yn olynol. Mae rhif yn gweithio hefyd, fel 2021-7335.",
  Office: "Swyddfa",
  "All offices": "Pob swyddfa",
  "Earlier offices": "Swyddfeydd cynharach",
  "Include {names}": "Cynnwys {names}",
  "Filters and order": "Hidlwyr a threfn",
  Any: "Unrhyw un",
  "Of any year, unless you select one.": "O unrhyw flwyddyn, oni bai eich bod yn dewis un.",
  "Who receives the money. Any spelling of the name will do.":
    "Pwy sy’n derbyn yr arian. Bydd unrhyw sillafiad o’r enw yn gwneud y tro.",
  Order: "Trefn",
  "Newest first": "Y diweddaraf yn gyntaf",
  "Oldest first": "Yr hynaf yn gyntaf",
  "Best match first": "Y cyfatebiaeth orau yn gyntaf",
  // In the middle of a sentence
  "newest first": "y diweddaraf yn gyntaf",
  "oldest first": "yr hynaf yn gyntaf",
  "best match first": "y cyfatebiaeth orau yn gyntaf",
  "highest amount first": "y swm uchaf yn gyntaf",
  "title, A to Z": "teitl, A i Y",
  // What was found
  "{from} to {to}, {order}": "{from} i {to}, {order}",
  "No decision has “{typed}”. These have {words}.":
    "Nid oes “{typed}” mewn unrhyw benderfyniad. Mae {words} yn y rhain.",
  "{first} or {second}": "{first} neu {second}",
  "With decisions of {names}.": "Gyda phenderfyniadau {names}.",
  "Without decisions of {names}.": "Heb benderfyniadau {names}.",
  "Leave out earlier decisions": "Gadael penderfyniadau cynharach allan",
  "Include earlier decisions": "Cynnwys penderfyniadau cynharach",
  "No published decision has all of this. You can:":
    "Nid oes unrhyw benderfyniad cyhoeddedig â hyn i gyd. Gallwch:",
  "use fewer or more general words": "ddefnyddio llai o eiriau neu rai mwy cyffredinol",
  "check the spelling": "wirio’r sillafu",
  "take away the quotes": "dynnu’r dyfynodau",
  "take away the filters": "dynnu’r hidlwyr",
  "search all offices": "chwilio pob swyddfa",
  "look through the register": "edrych drwy’r gofrestr",
  "look through the registers": "edrych drwy’r cofrestrau",
  "Pages of the search": "Tudalennau’r chwiliad",
  "Page {n}": "Tudalen {n}",
  "Previous page": "Tudalen flaenorol",
  "Next page": "Tudalen nesaf",
  "To see what lies further back, narrow the search.":
    "I weld yr hyn sydd ymhellach yn ôl, culhewch y chwiliad.",
  // Recipients
  "Awards to {name}": "Dyfarniadau i {name}",
  "Awards to {name} in {year}": "Dyfarniadau i {name} yn {year}",
  "Also written {names}.": "Ysgrifennir hefyd {names}.",
  "Download every award to {name} as CSV (for spreadsheets)":
    "Lawrlwytho pob dyfarniad i {name} fel CSV (ar gyfer taenlenni, yn Saesneg)",
  "Download every award to {name} in {year} as CSV (for spreadsheets)":
    "Lawrlwytho pob dyfarniad i {name} yn {year} fel CSV (ar gyfer taenlenni, yn Saesneg)",
  "Follow money for {name}": "Dilyn arian i {name}",
  Recipients: "Derbynwyr",
  "Recipients with this in their name": "Derbynwyr â hyn yn eu henw",
  "to {who}": "i {who}",
  // What is wrong with what was asked
  "Select one of the values in the list": "Dewiswch un o’r gwerthoedd yn y rhestr",
  "Use words of 64 characters or fewer": "Defnyddiwch eiriau o 64 nod neu lai",
  "Enter 8 words or fewer": "Rhowch 8 gair neu lai",
  "Enter a word or number that is not in almost every record, like “the” is":
    "Rhowch air neu rif nad yw ym mron pob cofnod, fel y mae “the”",
  "Enter a name of 200 characters or fewer": "Rhowch enw o 200 nod neu lai",
  "Enter the name of a recipient": "Rhowch enw derbynnydd",
  "Enter the number of a month, like 03": "Rhowch rif mis, fel 03",
  "Select whether earlier offices are searched too":
    "Dewiswch a yw swyddfeydd cynharach yn cael eu chwilio hefyd",
  "Enter a year, like 2023": "Rhowch flwyddyn, fel 2023",
  "Select one of the orders in the list": "Dewiswch un o’r trefniadau yn y rhestr",
  "Enter the number of a page": "Rhowch rif tudalen",
  "There are at most 100 pages. Narrow your search": "Mae 100 tudalen ar y mwyaf. Culhewch eich chwiliad",
  "Select at most 4 values": "Dewiswch 4 gwerth ar y mwyaf",
  "Select English or Welsh: “en” or “cy”": "Dewiswch Saesneg neu Gymraeg: “en” neu “cy”",
} as const;
