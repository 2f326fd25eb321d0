/** Names and streets of the invented village: none of them is taken from a real school. */

export const SCHOOL = "Nether Fallow Primary and Nursery School";

/** How to reach the office; the number is from the range that Ofcom keeps for drama. */
export const OFFICE = {
  address: ["School Lane", "Nether Fallow", "ZZ99 1AA"],
  phone: "01632 960100",
  email: "office@nether-fallow.example.org",
  policyLink: "https://nether-fallow.example.org/attendance",
  localAuthority: "Fallowshire County Council",
} as const;

export interface Origin {
  readonly language: string;
  /** Of all families that are not in a story. */
  readonly weight: number;
  readonly surnames: readonly string[];
  readonly girls: readonly string[];
  readonly boys: readonly string[];
}

const words = (text: string): readonly string[] => text.split(" ");

/** No Ava here: the school has exactly two, and both are in stories. */
export const ORIGINS: readonly Origin[] = [
  {
    language: "English",
    weight: 88,
    surnames: words(
      "Allsop Ashby Barker Bagshaw Bates Beresford Birch Blackwell Booth Bowring Brearley Brough Bunting Burdett Calow " +
        "Chadwick Clough Cooper Crich Critchlow Dakin Dale Daniels Eyre Fearn Fletcher Foxlow Furniss Garlick Gilbert " +
        "Goodwin Gratton Gregory Hadfield Hallam Handley Harrop Hibbert Heath Hodgkin Holmes Hulme Jackson Jepson " +
        "Kirk Lomas Longden Lowe Marples Marsden Mellor Morten Naylor Needham Nuttall Oldfield Ollerenshaw Outram " +
        "Palfreyman Parkin Pearson Poyser Radford Redfern Renshaw Rowland Saxton Sellors Shaw Sheldon Shirt Slack " +
        "Spendlove Staley Stone Swindell Sykes Taylor Thorpe Tunnicliffe Turner Twigg Wager Walton Wardle Wheeldon " +
        "Wibberley Wildgoose Wood Wragg Yates O'Brien O'Neill Lloyd-Jones Price-Hill Macleod Griffiths Kennedy",
    ),
    girls: words(
      "Amelia Olivia Isla Poppy Florence Ivy Evie Rosie Matilda Phoebe Elsie Harriet Edith Beatrice Martha Daisy Molly " +
        "Willow Penelope Maisie Ella Sophie Ruby Alice Eliza Nancy Iris Jessica Lottie Emily Hannah Orla Eleanor " +
        "Thea Chloë Imogen Robyn Bonnie Heidi Mia Grace Lily Freya Erin Scarlett Violet Clara Annie Tilly Betsy Esmé",
    ),
    boys: words(
      "Oliver George Arthur Noah Theo Freddie Alfie Archie Henry Charlie Jack Finley Albie Stanley Rowan Ralph Hugo " +
        "Toby Reggie Harrison Jacob Isaac William Thomas Edward Benjamin Samuel Joseph Daniel Ethan Max Rory Ewan " +
        "Dylan Luca Jude Felix Otis Barnaby Elliot Caleb Logan Harley Tyler Kit Rupert Wilfred Monty Sonny Frankie",
    ),
  },
  {
    language: "Polish",
    weight: 3,
    surnames: words("Kowalczyk Nowak Wójcik Mazur Kaczmarek"),
    girls: words("Zofia Hanna Maja Lena Oliwia Pola"),
    boys: words("Jakub Szymon Filip Kacper Antoni Igor"),
  },
  {
    language: "Urdu",
    weight: 3,
    surnames: words("Ahmed Malik Khan Iqbal Mahmood"),
    girls: words("Aisha Zainab Maryam Hafsa Inaya Noor"),
    boys: words("Yusuf Ibrahim Hamza Bilal Zayn Rayyan"),
  },
  {
    language: "Romanian",
    weight: 2,
    surnames: words("Popescu Ionescu Munteanu Dumitru"),
    girls: words("Ioana Andreea Daria Bianca"),
    boys: words("Andrei Matei Ștefan Vlad"),
  },
  {
    language: "Yoruba",
    weight: 2,
    surnames: words("Adeyemi Balogun Afolabi Oyelaran"),
    girls: words("Temitope Folake Simisola Ayomide"),
    boys: words("Tobiloba Kehinde Damilola Ifeoluwa"),
  },
  {
    language: "Malayalam",
    weight: 2,
    surnames: words("Nair Varghese Thomas Kurian"),
    girls: words("Anjali Diya Meera Riya"),
    boys: words("Arjun Aarav Rohan Nikhil"),
  },
];

export const PREFERRED: ReadonlyMap<string, string> = new Map([
  ["Thomas", "Tom"],
  ["Benjamin", "Ben"],
  ["Samuel", "Sam"],
  ["Joseph", "Joe"],
  ["Wilfred", "Wilf"],
  ["Penelope", "Penny"],
  ["Matilda", "Tilly"],
  ["Edward", "Ted"],
]);

export const MOTHERS = words(
  "Claire Joanne Rachel Lisa Emma Katie Laura Gemma Helen Nicola Hayley Stacey Kirsty Donna Louise Becky Amy Vicky",
);
export const FATHERS = words(
  "Mark Darren Paul Craig Lee Andrew Stuart Gareth Simon Richard Wayne Adam Neil Robert Ian Shaun Martin Phil",
);

export const STREETS: readonly string[] = [
  "Quarry Lane",
  "Church Street",
  "Mill Lane",
  "The Green",
  "Chapel Row",
  "Dale View",
  "Smithy Croft",
  "Well Lane",
  "Top Road",
  "Station Terrace",
  "Limekiln Close",
  "Sheepwash Lane",
  "Hawthorn Avenue",
  "Packhorse Way",
];
export const VILLAGES = ["Nether Fallow", "Nether Fallow", "Nether Fallow", "Over Fallow", "Fallow Bridge"] as const;
export const TREES = words("Oak Ash Elm Birch Rowan Willow Hazel Maple Beech Lime Alder Holly Cherry Larch Pine Yew");
