const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Names for invented children, a mix as in the schools of an English city. Forenames and surnames are drawn apart. */
export const FORENAMES: Readonly<Record<'M' | 'F', readonly string[]>> = {
  M: words(`
    Aaron Adam Adrian Ahmed Alfie Amari Arjun Arlo Arthur Ayaan Ben Bilal Caleb Callum Charlie Connor Daniel
    David Dexter Dylan Eden Edward Eli Elijah Emre Ethan Ezra Felix Finley Frankie Freddie George Gethin Hamza
    Harley Harry Hassan Henry Hugo Ibrahim Isaac Ivan Jack Jacob Jake Jamal James Jayden Jonah Joseph Joshua
    Jude Kai Kareem Kian Kofi Leo Levi Lewis Liam Louis Luca Luke Malachi Marcus Mateo Max Mehmet Micah Mikolaj
    Mohammed Moses Nathan Noah Olivier Omar Oscar Owen Patrick Rafael Ravi Reuben Rhys Riley Robin Rory Rowan
    Ryan Sami Samuel Sebastian Shay Stanley Tariq Teddy Theo Toby Tyler Victor William Yusuf Zachary Zain Zeki
  `),
  F: words(`
    Aaliyah Abigail Ada Agnes Aisha Alice Amara Amelia Amina Anna Arabella Aria Ava Ayla Beatrice Bella Bethany
    Blessing Bonnie Carys Chantelle Chloe Clara Daisy Eliza Ella Elsie Emily Emma Erin Esme Esther Eva Faith
    Fatima Freya Gabriela Grace Hana Hannah Harriet Heidi Holly Imogen Iris Isabel Isla Ivy Jasmine Julia Kayla
    Keziah Kiran Layla Leah Leila Lena Lily Lola Lucy Luna Mabel Maja Maria Martha Maryam Matilda Maya Mia
    Millie Molly Nadia Naomi Nevaeh Niamh Nora Olivia Orla Penny Phoebe Poppy Priya Rania Rebecca Rosa Rosie
    Ruby Ruth Sadia Safiya Sara Selin Skye Sofia Summer Tara Thea Tiana Valentina Violet Willow Yasmin Zara
    Zofia
  `),
};

/** Surnames for invented children. */
export const SURNAMES: readonly string[] = words(`
    Abbott Abdi Adeyemi Ahmad Akhtar Ali Allen Anderson Appiah Asante Atkinson Aydin Bailey Baker Barnes Begum
    Bello Bennett Boateng Booth Bradley Brennan Brooks Brown Burke Butler Campbell Carr Carter Chan Chapman
    Clarke Cohen Coleman Collins Cooper Costa Cox Cruz Davies Demir Dixon Doyle Edwards Ellis Evans Farah
    Ferreira Fisher Fletcher Foster Francis Garcia Gibson Gordon Graham Grant Gray Green Griffiths Gupta Hall
    Hamilton Harper Harris Harvey Hassan Hayes Henry Hill Hughes Hunt Hussain Ibrahim Islam Jackson James
    Jenkins Johnson Jones Joseph Kaya Kelly Khan King Knight Kowalska Lawson Lee Lewis Lloyd Lopez Mahmood
    Malik Marshall Martin Mason Matthews Mensah Miah Mills Mitchell Mohamed Moore Morgan Morris Murphy Murray
    Nguyen Novak Nowak Okafor Okoye Osei Owens Owusu Palmer Parker Patel Pereira Perry Phillips Popescu Powell
    Price Quinn Rahman Reid Reynolds Richards Roberts Robinson Rogers Rose Russell Ryan Saunders Schwartz Scott
    Shah Sharma Shaw Silva Simpson Singh Smith Spencer Stevens Stewart Stone Sutton Taylor Thomas Thompson Tran
    Turner Uddin Walker Walsh Ward Warsame Watson Webb West White Williams Wilson Wong Wood Wright Yilmaz Young
    Yusuf Zhang
  `);

/** Languages that families prefer to speak where it is not English. */
export const LANGUAGES: readonly string[] = words(`
    Arabic Bengali French Gujarati Kurdish Lithuanian Polish Portuguese Punjabi Romanian Somali Spanish Turkish
    Urdu Vietnamese Yiddish
  `);

/** Ethnicity codes of the Department for Education, with how likely each is. */
export const ETHNICITIES: readonly (readonly [code: string, weight: number])[] = [
  ['WBRI', 46],
  ['WOTH', 10],
  ['BAFR', 9],
  ['BCRB', 6],
  ['ABAN', 6],
  ['APKN', 5],
  ['AIND', 3],
  ['MWBC', 4],
  ['MWBA', 2],
  ['MWAS', 2],
  ['MOTH', 3],
  ['BOTH', 2],
  ['AOTH', 2],
  ['OOTH', 3],
  ['CHNE', 1],
  ['WIRI', 1],
  ['NOBT', 1],
  ['REFU', 1],
];
