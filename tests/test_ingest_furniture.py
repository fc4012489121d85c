"""Page furniture goes, article text stays: every shape of page here is written for this test."""

from pathlib import Path

import pytest
from costs import grows_linearly

from eventmap.ingest.furniture import trim
from eventmap.ingest.paragraphs import is_prose, to_lines

P1 = "Shells fell on the market of Saraqib on Sunday morning and killed four people, rescuers said."
P2 = "Two more people died of their wounds in the hospital of Idlib during the night, a doctor told us."
ARTICLE = f"{P1}\n\n{P2}"
TITLE = "Four Killed As Shells Fall On Saraqib Market"
REAL = Path(__file__).parent.parent.parent / "shared" / "examples" / "al-bab.txt"


def left(text: str) -> list[str]:
    return [line.line for line in trim(text).left_out]


@pytest.mark.parametrize(
    "line",
    [
        # comment forms
        "Notify of", "Inline Feedbacks", "View all comments", "Leave a Reply", "LEAVE A COMMENT", "12 Comments", "Comments (3)",
        "Join the discussion…", "Your email address will not be published. Required fields are marked *", "You must be logged in to post a comment.",
        "Laisser un commentaire", "3 commentaires", "Votre adresse e-mail ne sera pas publiée.", "Deja una respuesta", "7 comentarios",
        "Kommentar hinterlassen", "5 Kommentare", "Yorum yapın", "2 yorum", "Оставить комментарий", "4 комментария", "Залишити коментар",
        "Ваша e-mail адреса не оприлюднюватиметься.", "اترك تعليقاً", "أضف تعليق", "٣ تعليقات", "Would love your thoughts, please comment.x",
    ],
)  # fmt: skip
def test_comments_are_cut_in_many_languages(line: str) -> None:
    page = f"{TITLE}\n\n{ARTICLE}\n\n{line}\n\nSome Reader\n\nThey also bombed Ariha on Monday and killed nine people there.\n"
    assert trim(page).text == ARTICLE


@pytest.mark.parametrize(
    "line",
    [
        "0 $", "2,500 $", "$5,000", "€ 20", "1 200 €", "$300 of $5,000 raised", "65%", "Support us", "Support Our Newsroom!", "Donate now",
        "Please consider donating to keep us online", "Become a patron of this site", "Subscribe to our newsletter", "Follow us on Telegram",
        "Advertisement", "Share this article", "Tweet", "Facebook Twitter WhatsApp", "3 min read", "1.5K shares", "Read more: Nine die in Ariha",
        "Soutenez-nous", "Faire un don", "Haz una donación", "Unterstützen Sie uns", "Bize destek olun", "Поддержите нас", "Підтримайте нас",
        "Подписывайтесь на наш канал", "ادعمنا", "تبرع الآن", "تابعنا على تلغرام", "اقرأ أيضا: قتلى في أريحا", "Поделиться", "Paylaş",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["above", "inside", "below"])
def test_furniture_lines_go_wherever_they_stand(line: str, place: str) -> None:
    parts = {"above": [TITLE, line, P1, P2], "inside": [TITLE, P1, line, P2], "below": [TITLE, P1, P2, line]}
    assert trim("\n\n".join(parts[place])).text == ARTICLE


@pytest.mark.parametrize(
    "caption",
    [
        "A jet lands on a carrier of the Northern Fleet near Tartus. © Ilya Brandt / Meridian",
        "Smoke over Aleppo after a strike on Friday (Photo: M. Haddad/Orient Press)",
        "FILE PHOTO: A tank of the Turkish army near Karkamis, August 2016",
        "Photo by Sami Vane",
        "Image credit: Levant Ledger",
        "Soldiers on the road to Hama [File: Nour Sel/Reuters]",
        "A market in Ariha after shelling. REUTERS/Nour Sel",
        "A boy in the ruins of Douma. Anadolu Agency via Getty Images",
        "Рятувальники на місці удару в Дніпрі. Фото: Олена Гай",
        "صورة: أحمد الحسن / حلب",
        "This screen grab from a video shows fighters near Manbij",
    ],
)
def test_captions_go(caption: str) -> None:
    assert trim(f"{TITLE}\n\n{caption}\n\n{ARTICLE}").text == ARTICLE


@pytest.mark.parametrize(
    "paragraph",
    [
        "Donors pledged $4.4 billion for Syria in Brussels on Tuesday, and asked the army to open the road to Idlib.",
        "Donate blood, the hospital in Idlib asked residents after shells killed 12 people on Friday.",
        "Support for the rebels is fading in Daraa, where three commanders were shot dead this week.",
        "The army declined to comment. Rebels said in comments on Telegram that they had shot down a jet near Hama.",
        "“They came at night and shot my brother,” said a farmer near Bzagah, who would not give his name.",
        "The ministry paid 2,500 $ to each family, the mayor of Tadif said.",
        "Militants kidnapped a photographer of the agency near Azaz; a photo of him was published on Sunday. (Reuters)",
        "He signed a copyright agreement with Sputnik before he was killed in Homs on Monday.",
        "Share prices fell in Beirut after a car bomb killed two people in the port.",
        "Subscribe, they told shopkeepers in Manbij, or your shop burns: the militia collected the tax for three years.",
        "Two soldiers died.",
        "Seats were still covered in blood on Tuesday morning, according to an AFP photographer at the scene.",
        "(Image: Nour Sel) A helicopter landed near Morek and took the wounded away.",
        "REUTERS/Nour Sel The advance on Raqqa is led by a coalition of militias.",
        "The farming business is harder than it was, she says.",
        "Reply fire from Turkish howitzers hit Tal Rifaat and killed two fighters, the monitor said.",
    ],
)
def test_article_text_stays(paragraph: str) -> None:
    page = f"{TITLE}\n\n{P1}\n\n{paragraph}\n\n{P2}"
    assert trim(page).text == f"{P1}\n\n{paragraph}\n\n{P2}"


@pytest.mark.parametrize(
    "text",
    [
        P1,
        "Two die in Ariha",
        "Two die in Ariha\nThree die in Saraqib",
        ARTICLE,
        f"“Shells fell all night,” a baker said.\n\n{P1}",
        "- Idlib: shells on Saraqib, 4 killed\n- Hama: clashes near Morek\n- Aleppo: calm",
        "Idlib\nShells fell on Saraqib and killed four people there.\nHama\nClashes went on near Morek all day long.",
        "قصف مدفعي على سراقب يقتل أربعة مدنيين",
    ],
)
def test_ordinary_texts_pass_unharmed(text: str) -> None:
    article = trim(text)
    assert article.text == text
    assert (article.title, article.left_out) == ("", ())


def test_title_stands_apart_from_the_text() -> None:
    assert trim(f"{TITLE}\n\n{ARTICLE}").title == TITLE
    assert trim(f"{TITLE}\n\n{ARTICLE}").text == ARTICLE


def test_title_above_paragraphs_without_blank_lines() -> None:
    long = P1 + " " + P2
    article = trim(f"{TITLE}\n{long}\n{long}")
    assert (article.title, article.text) == (TITLE, f"{long}\n{long}")  # a paragraph told twice is no title


def test_title_above_a_line_of_date_or_author() -> None:
    article = trim(f"{TITLE}\nJanuary 2, 2017\nBy Nour Sel\n{P1}\n{P2}")
    assert (article.title, article.text) == (TITLE, f"{P1}\n{P2}")


def test_links_go_but_not_what_is_told_before_one() -> None:
    assert trim(f"{P1}\n\nVideo here: https://v.example/a\n\n{P2}").text == ARTICLE
    told = "Aleppo: 3 killed https://t.example/a"
    assert trim(f"{P1}\n\n{told}\n\n{P2}").text == f"{P1}\n\n{told}\n\n{P2}"


def test_no_title_is_made_of_a_wrapped_sentence() -> None:
    wrapped = "Shells fell on the market of Saraqib on Sunday morning and\nkilled four people, rescuers said. Two more people died of\ntheir wounds."
    article = trim(wrapped)
    assert (article.title, article.text) == ("", wrapped.replace("\n", " "))


def test_title_told_twice_with_the_sites_name() -> None:
    page = f"{TITLE} - Levant Ledger\n\nWorld\n\n{TITLE}\n\n{ARTICLE}"
    article = trim(page)
    assert article.title == TITLE
    assert TITLE not in article.text
    assert article.text.endswith(ARTICLE)


def test_a_known_title_goes_whatever_it_looks_like() -> None:
    for title in ("Two die.", "Who shelled Saraqib? The army says it was not there.", "Saraqib:"):
        assert trim(f"{title}\n\n{ARTICLE}", title=title).text == ARTICLE


def test_second_headline_stays_in_the_text() -> None:
    deck = "Rescuers dig through the night in the town on the Aleppo road"
    assert trim(f"{TITLE}\n\n{deck}\n\n{ARTICLE}").text == f"{deck}\n\n{ARTICLE}"


def test_menu_above_the_title_goes() -> None:
    assert trim(f"Home\nSyria\nIraq\nWar in Yemen\nAbout\n\n{TITLE}\n\n{ARTICLE}").text == ARTICLE


def test_comment_link_above_the_article_cuts_nothing() -> None:
    assert trim(f"{TITLE}\n\n3 Comments\n\n{ARTICLE}").text == ARTICLE
    assert trim(f"Leave a comment\n\n{ARTICLE}").text == ARTICLE


def test_a_section_called_comments_stays_unless_readers_follow() -> None:
    assert trim(f"{P1}\n\nComments\n\n{P2}").text == ARTICLE
    assert trim(f"{P1}\n\nComments\n\n{P2}\n\nReply").text == P1


def test_a_page_of_several_posts_is_not_cut_after_the_first() -> None:
    posts = [f"Shells fell on village number {n} on Sunday and killed {n} people there." for n in range(1, 6)]
    assert trim("\n\nLeave a comment\n\n".join([*posts, ""])).text == "\n\n".join(posts)


def test_headlines_of_other_articles_go() -> None:
    page = f"{TITLE}\n\n{ARTICLE}\n\nMORE ON THE TOPIC:\nCar Bomb Kills 43 In Azaz\nArmy Takes Two Villages\n\nTags: Idlib, Saraqib"
    assert trim(page).text == ARTICLE


def test_article_goes_on_after_a_list_of_other_articles() -> None:
    page = f"{TITLE}\n\n{P1}\n\nRelated articles\n\nCar Bomb Kills 43 In Azaz\n\n{P2}"
    assert trim(page).text == ARTICLE


def test_a_name_asked_to_be_supported_goes_at_the_edges_but_a_heading_stays() -> None:
    assert trim(f"{TITLE}\n\nSupport LevantLedger\n\n{ARTICLE}\n\nSupport LevantLedger").text == ARTICLE
    assert "Support Fades" in trim(f"{TITLE}\n\n{P1}\n\nSupport Fades\n\n{P2}").text
    assert trim(f"{TITLE}\n\n{P1}\n\nSupport Ledger\n\n{P2}", site="Ledger").text == ARTICLE


def test_page_of_furniture_only_has_no_text() -> None:
    assert trim("0 $\n2,500 $\nDonate now\nShare\nTweet\n").text == ""


def test_everything_is_either_kept_or_reported() -> None:
    page = f"0 $\n\n{TITLE}\n\n© 2017 Ledger\n\n{ARTICLE}\n\nNotify of\nSam\nWell said, they should bomb Ariha next."
    article = trim(page)
    kept = {*article.text.split("\n"), article.title, *(line.line for line in article.left_out)}
    assert {line for line in page.split("\n") if line} <= kept


def test_a_document_carries_what_was_left_out() -> None:
    assert trim(f"{P1}\n\n2,500 $\n\n{P2}").reported() == ("money: 2,500 $",)
    assert len(trim("Tweet\n" * 1_000 + P1).reported()) == 200


@pytest.mark.skipif(not REAL.exists(), reason="the real saved page is not beside this checkout")
def test_real_saved_page() -> None:
    article = trim(REAL.read_text(encoding="utf-8"))
    assert article.text.startswith("On January 2, the Turkish state-run")
    assert article.text.endswith("Ministry is available online.")
    assert article.title.startswith("Turkish State Media Releases")
    for word in ("$", "Kuznetsov", "Support", "Notify", "Kweires", "Erdogan"):
        assert word not in article.text


@pytest.mark.parametrize(("line", "prose"), [(P1, True), (TITLE, False), ("The daily reported this on the second of January:", True), ("", False)])
def test_prose(line: str, prose: bool) -> None:
    assert is_prose(line) is prose


def test_wrapped_paragraphs_are_joined_and_others_are_not() -> None:
    wrapped = "The army shelled the town of Ariha on Monday and killed nine\npeople, among them three children, as rescuers said on Tuesday\nmorning."
    assert to_lines(wrapped) == [wrapped.replace("\n", " ")]
    apart = "The army shelled the town of Ariha on Monday and killed nine.\nThree of them were children.\nRescuers said so on Tuesday."
    assert to_lines(apart) == apart.split("\n")


HOSTILE = ["a ", "$ ", "1 of ", "© ", "Photo: ", "[a/b ", "Support ", "By A ", "a » ", "\n", "Reply\n", "Notify of\n", "x.\n", "A B\n", "Related\n"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_linear_time(unit: str) -> None:
    assert grows_linearly(lambda n: trim(unit * n), 5_000)
