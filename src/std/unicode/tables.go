package unicode

// Unicode's categories, scripts and properties; generated from the Unicode Character Database 17.0.0.

// table gives a table that is built in.
func table(i int) *RangeTable

var (
	Cc = table(0)
	Cf = table(1)
	Cn = table(2)
	Co = table(3)
	Cs = table(4)
	Digit = table(5)
	Nd = table(5)
	LC = table(6)
	Letter = table(7)
	L = table(7)
	Lm = table(8)
	Lo = table(9)
	Lower = table(10)
	Ll = table(10)
	Mark = table(11)
	M = table(11)
	Mc = table(12)
	Me = table(13)
	Mn = table(14)
	Nl = table(15)
	No = table(16)
	Number = table(17)
	N = table(17)
	Other = table(18)
	C = table(18)
	Pc = table(19)
	Pd = table(20)
	Pe = table(21)
	Pf = table(22)
	Pi = table(23)
	Po = table(24)
	Ps = table(25)
	Punct = table(26)
	P = table(26)
	Sc = table(27)
	Sk = table(28)
	Sm = table(29)
	So = table(30)
	Space = table(31)
	Z = table(31)
	Symbol = table(32)
	S = table(32)
	Title = table(33)
	Lt = table(33)
	Upper = table(34)
	Lu = table(34)
	Zl = table(35)
	Zp = table(36)
	Zs = table(37)
	Adlam = table(38)
	Ahom = table(39)
	Anatolian_Hieroglyphs = table(40)
	Arabic = table(41)
	Armenian = table(42)
	Avestan = table(43)
	Balinese = table(44)
	Bamum = table(45)
	Bassa_Vah = table(46)
	Batak = table(47)
	Bengali = table(48)
	Beria_Erfe = table(49)
	Bhaiksuki = table(50)
	Bopomofo = table(51)
	Brahmi = table(52)
	Braille = table(53)
	Buginese = table(54)
	Buhid = table(55)
	Canadian_Aboriginal = table(56)
	Carian = table(57)
	Caucasian_Albanian = table(58)
	Chakma = table(59)
	Cham = table(60)
	Cherokee = table(61)
	Chorasmian = table(62)
	Common = table(63)
	Coptic = table(64)
	Cuneiform = table(65)
	Cypriot = table(66)
	Cypro_Minoan = table(67)
	Cyrillic = table(68)
	Deseret = table(69)
	Devanagari = table(70)
	Dives_Akuru = table(71)
	Dogra = table(72)
	Duployan = table(73)
	Egyptian_Hieroglyphs = table(74)
	Elbasan = table(75)
	Elymaic = table(76)
	Ethiopic = table(77)
	Garay = table(78)
	Georgian = table(79)
	Glagolitic = table(80)
	Gothic = table(81)
	Grantha = table(82)
	Greek = table(83)
	Gujarati = table(84)
	Gunjala_Gondi = table(85)
	Gurmukhi = table(86)
	Gurung_Khema = table(87)
	Han = table(88)
	Hangul = table(89)
	Hanifi_Rohingya = table(90)
	Hanunoo = table(91)
	Hatran = table(92)
	Hebrew = table(93)
	Hiragana = table(94)
	Imperial_Aramaic = table(95)
	Inherited = table(96)
	Inscriptional_Pahlavi = table(97)
	Inscriptional_Parthian = table(98)
	Javanese = table(99)
	Kaithi = table(100)
	Kannada = table(101)
	Katakana = table(102)
	Kawi = table(103)
	Kayah_Li = table(104)
	Kharoshthi = table(105)
	Khitan_Small_Script = table(106)
	Khmer = table(107)
	Khojki = table(108)
	Khudawadi = table(109)
	Kirat_Rai = table(110)
	Lao = table(111)
	Latin = table(112)
	Lepcha = table(113)
	Limbu = table(114)
	Linear_A = table(115)
	Linear_B = table(116)
	Lisu = table(117)
	Lycian = table(118)
	Lydian = table(119)
	Mahajani = table(120)
	Makasar = table(121)
	Malayalam = table(122)
	Mandaic = table(123)
	Manichaean = table(124)
	Marchen = table(125)
	Masaram_Gondi = table(126)
	Medefaidrin = table(127)
	Meetei_Mayek = table(128)
	Mende_Kikakui = table(129)
	Meroitic_Cursive = table(130)
	Meroitic_Hieroglyphs = table(131)
	Miao = table(132)
	Modi = table(133)
	Mongolian = table(134)
	Mro = table(135)
	Multani = table(136)
	Myanmar = table(137)
	Nabataean = table(138)
	Nag_Mundari = table(139)
	Nandinagari = table(140)
	New_Tai_Lue = table(141)
	Newa = table(142)
	Nko = table(143)
	Nushu = table(144)
	Nyiakeng_Puachue_Hmong = table(145)
	Ogham = table(146)
	Ol_Chiki = table(147)
	Ol_Onal = table(148)
	Old_Hungarian = table(149)
	Old_Italic = table(150)
	Old_North_Arabian = table(151)
	Old_Permic = table(152)
	Old_Persian = table(153)
	Old_Sogdian = table(154)
	Old_South_Arabian = table(155)
	Old_Turkic = table(156)
	Old_Uyghur = table(157)
	Oriya = table(158)
	Osage = table(159)
	Osmanya = table(160)
	Pahawh_Hmong = table(161)
	Palmyrene = table(162)
	Pau_Cin_Hau = table(163)
	Phags_Pa = table(164)
	Phoenician = table(165)
	Psalter_Pahlavi = table(166)
	Rejang = table(167)
	Runic = table(168)
	Samaritan = table(169)
	Saurashtra = table(170)
	Sharada = table(171)
	Shavian = table(172)
	Siddham = table(173)
	Sidetic = table(174)
	SignWriting = table(175)
	Sinhala = table(176)
	Sogdian = table(177)
	Sora_Sompeng = table(178)
	Soyombo = table(179)
	Sundanese = table(180)
	Sunuwar = table(181)
	Syloti_Nagri = table(182)
	Syriac = table(183)
	Tagalog = table(184)
	Tagbanwa = table(185)
	Tai_Le = table(186)
	Tai_Tham = table(187)
	Tai_Viet = table(188)
	Tai_Yo = table(189)
	Takri = table(190)
	Tamil = table(191)
	Tangsa = table(192)
	Tangut = table(193)
	Telugu = table(194)
	Thaana = table(195)
	Thai = table(196)
	Tibetan = table(197)
	Tifinagh = table(198)
	Tirhuta = table(199)
	Todhri = table(200)
	Tolong_Siki = table(201)
	Toto = table(202)
	Tulu_Tigalari = table(203)
	Ugaritic = table(204)
	Vai = table(205)
	Vithkuqi = table(206)
	Wancho = table(207)
	Warang_Citi = table(208)
	Yezidi = table(209)
	Yi = table(210)
	Zanabazar_Square = table(211)
	ASCII_Hex_Digit = table(212)
	Bidi_Control = table(213)
	Dash = table(214)
	Deprecated = table(215)
	Diacritic = table(216)
	Extender = table(217)
	Hex_Digit = table(218)
	Hyphen = table(219)
	IDS_Binary_Operator = table(220)
	IDS_Trinary_Operator = table(221)
	IDS_Unary_Operator = table(222)
	ID_Compat_Math_Continue = table(223)
	ID_Compat_Math_Start = table(224)
	Ideographic = table(225)
	Join_Control = table(226)
	Logical_Order_Exception = table(227)
	Modifier_Combining_Mark = table(228)
	Noncharacter_Code_Point = table(229)
	Other_Alphabetic = table(230)
	Other_Default_Ignorable_Code_Point = table(231)
	Other_Grapheme_Extend = table(232)
	Other_ID_Continue = table(233)
	Other_ID_Start = table(234)
	Other_Lowercase = table(235)
	Other_Math = table(236)
	Other_Uppercase = table(237)
	Pattern_Syntax = table(238)
	Pattern_White_Space = table(239)
	Prepended_Concatenation_Mark = table(240)
	Quotation_Mark = table(241)
	Radical = table(242)
	Regional_Indicator = table(243)
	STerm = table(244)
	Sentence_Terminal = table(244)
	Soft_Dotted = table(245)
	Terminal_Punctuation = table(246)
	Unified_Ideograph = table(247)
	Variation_Selector = table(248)
	White_Space = table(249)
)

// Categories holds the category tables by name.
var Categories = map[string]*RangeTable{
	"C": table(18),
	"Cc": table(0),
	"Cf": table(1),
	"Cn": table(2),
	"Co": table(3),
	"Cs": table(4),
	"L": table(7),
	"LC": table(6),
	"Ll": table(10),
	"Lm": table(8),
	"Lo": table(9),
	"Lt": table(33),
	"Lu": table(34),
	"M": table(11),
	"Mc": table(12),
	"Me": table(13),
	"Mn": table(14),
	"N": table(17),
	"Nd": table(5),
	"Nl": table(15),
	"No": table(16),
	"P": table(26),
	"Pc": table(19),
	"Pd": table(20),
	"Pe": table(21),
	"Pf": table(22),
	"Pi": table(23),
	"Po": table(24),
	"Ps": table(25),
	"S": table(32),
	"Sc": table(27),
	"Sk": table(28),
	"Sm": table(29),
	"So": table(30),
	"Z": table(31),
	"Zl": table(35),
	"Zp": table(36),
	"Zs": table(37),
}

// Scripts holds the script tables by name.
var Scripts = map[string]*RangeTable{
	"Adlam": table(38),
	"Ahom": table(39),
	"Anatolian_Hieroglyphs": table(40),
	"Arabic": table(41),
	"Armenian": table(42),
	"Avestan": table(43),
	"Balinese": table(44),
	"Bamum": table(45),
	"Bassa_Vah": table(46),
	"Batak": table(47),
	"Bengali": table(48),
	"Beria_Erfe": table(49),
	"Bhaiksuki": table(50),
	"Bopomofo": table(51),
	"Brahmi": table(52),
	"Braille": table(53),
	"Buginese": table(54),
	"Buhid": table(55),
	"Canadian_Aboriginal": table(56),
	"Carian": table(57),
	"Caucasian_Albanian": table(58),
	"Chakma": table(59),
	"Cham": table(60),
	"Cherokee": table(61),
	"Chorasmian": table(62),
	"Common": table(63),
	"Coptic": table(64),
	"Cuneiform": table(65),
	"Cypriot": table(66),
	"Cypro_Minoan": table(67),
	"Cyrillic": table(68),
	"Deseret": table(69),
	"Devanagari": table(70),
	"Dives_Akuru": table(71),
	"Dogra": table(72),
	"Duployan": table(73),
	"Egyptian_Hieroglyphs": table(74),
	"Elbasan": table(75),
	"Elymaic": table(76),
	"Ethiopic": table(77),
	"Garay": table(78),
	"Georgian": table(79),
	"Glagolitic": table(80),
	"Gothic": table(81),
	"Grantha": table(82),
	"Greek": table(83),
	"Gujarati": table(84),
	"Gunjala_Gondi": table(85),
	"Gurmukhi": table(86),
	"Gurung_Khema": table(87),
	"Han": table(88),
	"Hangul": table(89),
	"Hanifi_Rohingya": table(90),
	"Hanunoo": table(91),
	"Hatran": table(92),
	"Hebrew": table(93),
	"Hiragana": table(94),
	"Imperial_Aramaic": table(95),
	"Inherited": table(96),
	"Inscriptional_Pahlavi": table(97),
	"Inscriptional_Parthian": table(98),
	"Javanese": table(99),
	"Kaithi": table(100),
	"Kannada": table(101),
	"Katakana": table(102),
	"Kawi": table(103),
	"Kayah_Li": table(104),
	"Kharoshthi": table(105),
	"Khitan_Small_Script": table(106),
	"Khmer": table(107),
	"Khojki": table(108),
	"Khudawadi": table(109),
	"Kirat_Rai": table(110),
	"Lao": table(111),
	"Latin": table(112),
	"Lepcha": table(113),
	"Limbu": table(114),
	"Linear_A": table(115),
	"Linear_B": table(116),
	"Lisu": table(117),
	"Lycian": table(118),
	"Lydian": table(119),
	"Mahajani": table(120),
	"Makasar": table(121),
	"Malayalam": table(122),
	"Mandaic": table(123),
	"Manichaean": table(124),
	"Marchen": table(125),
	"Masaram_Gondi": table(126),
	"Medefaidrin": table(127),
	"Meetei_Mayek": table(128),
	"Mende_Kikakui": table(129),
	"Meroitic_Cursive": table(130),
	"Meroitic_Hieroglyphs": table(131),
	"Miao": table(132),
	"Modi": table(133),
	"Mongolian": table(134),
	"Mro": table(135),
	"Multani": table(136),
	"Myanmar": table(137),
	"Nabataean": table(138),
	"Nag_Mundari": table(139),
	"Nandinagari": table(140),
	"New_Tai_Lue": table(141),
	"Newa": table(142),
	"Nko": table(143),
	"Nushu": table(144),
	"Nyiakeng_Puachue_Hmong": table(145),
	"Ogham": table(146),
	"Ol_Chiki": table(147),
	"Ol_Onal": table(148),
	"Old_Hungarian": table(149),
	"Old_Italic": table(150),
	"Old_North_Arabian": table(151),
	"Old_Permic": table(152),
	"Old_Persian": table(153),
	"Old_Sogdian": table(154),
	"Old_South_Arabian": table(155),
	"Old_Turkic": table(156),
	"Old_Uyghur": table(157),
	"Oriya": table(158),
	"Osage": table(159),
	"Osmanya": table(160),
	"Pahawh_Hmong": table(161),
	"Palmyrene": table(162),
	"Pau_Cin_Hau": table(163),
	"Phags_Pa": table(164),
	"Phoenician": table(165),
	"Psalter_Pahlavi": table(166),
	"Rejang": table(167),
	"Runic": table(168),
	"Samaritan": table(169),
	"Saurashtra": table(170),
	"Sharada": table(171),
	"Shavian": table(172),
	"Siddham": table(173),
	"Sidetic": table(174),
	"SignWriting": table(175),
	"Sinhala": table(176),
	"Sogdian": table(177),
	"Sora_Sompeng": table(178),
	"Soyombo": table(179),
	"Sundanese": table(180),
	"Sunuwar": table(181),
	"Syloti_Nagri": table(182),
	"Syriac": table(183),
	"Tagalog": table(184),
	"Tagbanwa": table(185),
	"Tai_Le": table(186),
	"Tai_Tham": table(187),
	"Tai_Viet": table(188),
	"Tai_Yo": table(189),
	"Takri": table(190),
	"Tamil": table(191),
	"Tangsa": table(192),
	"Tangut": table(193),
	"Telugu": table(194),
	"Thaana": table(195),
	"Thai": table(196),
	"Tibetan": table(197),
	"Tifinagh": table(198),
	"Tirhuta": table(199),
	"Todhri": table(200),
	"Tolong_Siki": table(201),
	"Toto": table(202),
	"Tulu_Tigalari": table(203),
	"Ugaritic": table(204),
	"Vai": table(205),
	"Vithkuqi": table(206),
	"Wancho": table(207),
	"Warang_Citi": table(208),
	"Yezidi": table(209),
	"Yi": table(210),
	"Zanabazar_Square": table(211),
}

// Properties holds the property tables by name.
var Properties = map[string]*RangeTable{
	"ASCII_Hex_Digit": table(212),
	"Bidi_Control": table(213),
	"Dash": table(214),
	"Deprecated": table(215),
	"Diacritic": table(216),
	"Extender": table(217),
	"Hex_Digit": table(218),
	"Hyphen": table(219),
	"IDS_Binary_Operator": table(220),
	"IDS_Trinary_Operator": table(221),
	"IDS_Unary_Operator": table(222),
	"ID_Compat_Math_Continue": table(223),
	"ID_Compat_Math_Start": table(224),
	"Ideographic": table(225),
	"Join_Control": table(226),
	"Logical_Order_Exception": table(227),
	"Modifier_Combining_Mark": table(228),
	"Noncharacter_Code_Point": table(229),
	"Other_Alphabetic": table(230),
	"Other_Default_Ignorable_Code_Point": table(231),
	"Other_Grapheme_Extend": table(232),
	"Other_ID_Continue": table(233),
	"Other_ID_Start": table(234),
	"Other_Lowercase": table(235),
	"Other_Math": table(236),
	"Other_Uppercase": table(237),
	"Pattern_Syntax": table(238),
	"Pattern_White_Space": table(239),
	"Prepended_Concatenation_Mark": table(240),
	"Quotation_Mark": table(241),
	"Radical": table(242),
	"Regional_Indicator": table(243),
	"STerm": table(244),
	"Sentence_Terminal": table(244),
	"Soft_Dotted": table(245),
	"Terminal_Punctuation": table(246),
	"Unified_Ideograph": table(247),
	"Variation_Selector": table(248),
	"White_Space": table(249),
}

// FoldCategory holds for each category the code points outside it that fold to one inside.
var FoldCategory = map[string]*RangeTable{
	"L": table(250),
	"Ll": table(251),
	"Lt": table(252),
	"Lu": table(253),
	"M": table(254),
	"Mn": table(255),
}

// FoldScript holds for each script the code points outside it that fold to one inside.
var FoldScript = map[string]*RangeTable{
	"Common": table(256),
	"Greek": table(257),
	"Inherited": table(258),
}

// CategoryAliases gives the short name of each category's long name.
var CategoryAliases = map[string]string{
	"Cased_Letter": "LC",
	"Close_Punctuation": "Pe",
	"Combining_Mark": "M",
	"Connector_Punctuation": "Pc",
	"Control": "Cc",
	"Currency_Symbol": "Sc",
	"Dash_Punctuation": "Pd",
	"Decimal_Number": "Nd",
	"Enclosing_Mark": "Me",
	"Final_Punctuation": "Pf",
	"Format": "Cf",
	"Initial_Punctuation": "Pi",
	"Letter": "L",
	"Letter_Number": "Nl",
	"Line_Separator": "Zl",
	"Lowercase_Letter": "Ll",
	"Mark": "M",
	"Math_Symbol": "Sm",
	"Modifier_Letter": "Lm",
	"Modifier_Symbol": "Sk",
	"Nonspacing_Mark": "Mn",
	"Number": "N",
	"Open_Punctuation": "Ps",
	"Other": "C",
	"Other_Letter": "Lo",
	"Other_Number": "No",
	"Other_Punctuation": "Po",
	"Other_Symbol": "So",
	"Paragraph_Separator": "Zp",
	"Private_Use": "Co",
	"Punctuation": "P",
	"Separator": "Z",
	"Space_Separator": "Zs",
	"Spacing_Mark": "Mc",
	"Surrogate": "Cs",
	"Symbol": "S",
	"Titlecase_Letter": "Lt",
	"Unassigned": "Cn",
	"Uppercase_Letter": "Lu",
	"cntrl": "Cc",
	"digit": "Nd",
	"punct": "P",
}
