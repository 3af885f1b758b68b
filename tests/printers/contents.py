"""Slips as a site would fill them, in three languages. One rule: nothing in them is a real number or
organisation."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from importlib import resources

from kiosk.ports.paper import Paragraph, SlipContent
from kiosk.visit.profile import load_profile
from kiosk.visit.slip_text import slip_content

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def digits(seed: int) -> str:
    """312 digits as a demo slip has them: its magic, then noise."""
    noise = random.Random(seed)
    return "7309" + "".join(noise.choices("0123456789", k=308))


def code(seed: int) -> str:
    """Nine spoken characters in their groups."""
    letters = "".join(random.Random(seed).choices(CODE_ALPHABET, k=9))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8]}"


def for_guest(content: SlipContent, seed: int) -> SlipContent:
    """The same slip for another guest."""
    return replace(content, digits=digits(seed), code=code(seed))


ENGLISH = SlipContent(
    language="en",
    right_to_left=False,
    title="This paper is yours",
    disclaimer=(
        "Free. Not a permit, appointment, place in line or legal document. It is not a permit to cross. "
        "No one may sell or demand it. You may throw it away."
    ),
    paragraphs=(
        Paragraph(
            "Masks, hand washing, a test, a nurse, and a place with more air. "
            "Ask any volunteer, with or without this paper.",
            "What we offer everyone today",
        ),
        Paragraph("Casa del Roble, 555 0100, day and night. It is free.", "A place to sleep"),
        Paragraph("Red Cross family links: 555 0123. familylinks.icrc.org", "Looking for family"),
        Paragraph(
            "General information, not legal advice. We cannot promise what officers will do. "
            "Free legal help: 555 0142 (Mon–Fri, 9–17).",
            "Legal information",
        ),
        Paragraph("In danger now? Call 911.", ""),
    ),
    digits=digits(1),
    code=code(1),
    code_label="For the shelter, only if you wish",
    demo="DEMO – not a real slip",
)

SPANISH = SlipContent(
    language="es",
    right_to_left=False,
    title="Este papel es suyo",
    disclaimer=(
        "Gratis. No es permiso, cita, turno ni documento legal. No sirve para cruzar. "
        "Nadie puede venderlo ni exigirlo. Puede tirarlo."
    ),
    paragraphs=(
        Paragraph(
            "Cubrebocas, lavado de manos, una prueba, enfermería y un lugar con más aire. Pídalo a cualquier "
            "persona voluntaria, con o sin este papel.",
            "Lo que hoy ofrecemos a todas las personas",
        ),
        Paragraph("Casa del Roble, 555 0100, de día y de noche. Es gratis.", "Un lugar para dormir"),
        Paragraph("Cruz Roja, contacto entre familiares: 555 0123. familylinks.icrc.org", "¿Busca a su familia?"),
        Paragraph(
            "Información general, no es asesoría legal. No podemos prometer lo que harán las autoridades. "
            "Ayuda legal gratuita: 555 0142 (lun–vie, 9–17 h).",
            "Información legal",
        ),
        Paragraph("¿Está en peligro ahora? Llame al 911.", ""),
    ),
    digits=digits(2),
    code=code(2),
    code_label="Para el albergue, solo si usted quiere",
    demo="DEMO – no es un papel real",
)

ARABIC = SlipContent(
    language="ar",
    right_to_left=True,
    title="هذه الورقة لك",
    disclaimer=(
        "هذه الورقة مجانية. ليست تصريحًا ولا\u00a0موعدًا ولا\u00a0دورًا ولا\u00a0وثيقة قانونية. "
        "لا\u00a0علاقة لها بالعبور. لا\u00a0يحق لأحد بيعها أو إجبارك على إظهارها. يمكنك رميها."
    ),
    paragraphs=(
        Paragraph(
            "كمامات، غسل اليدين، فحص، ممرضة، ومكان أكثر تهوية. اطلب ذلك من أي متطوع، مع هذه الورقة أو من دونها.",
            "ما نقدمه اليوم للجميع",
        ),
        Paragraph("بيت البلوط (Casa del Roble)، هاتف 555 0100، ليلًا ونهارًا. الخدمة مجانية.", "مكان للنوم"),
        Paragraph("الصليب الأحمر، إعادة الروابط العائلية: 555 0123. familylinks.icrc.org", "هل تبحث عن عائلتك؟"),
        Paragraph(
            "معلومات عامة وليست استشارة قانونية. لا يمكننا أن نعد بما ستفعله السلطات. "
            "مساعدة قانونية مجانية: 555 0142 (من الاثنين إلى الجمعة، 9–17).",
            "معلومات قانونية",
        ),
        Paragraph("هل أنت في خطر الآن؟ اتصل بالرقم 911.", ""),
    ),
    digits=digits(3),
    code=code(3),
    code_label="لمركز الإيواء، فقط إن أردت",
    demo="تجربة – ليست ورقة حقيقية",
    font_families=("NotoSansArabic", "NotoSans"),
)

BY_LANGUAGE = {content.language: content for content in (ENGLISH, SPANISH, ARABIC)}


def of_pack(language: str, seed: int) -> SlipContent:
    """A slip of the demo site in the words of a language pack, for one invented guest."""
    profile = load_profile(resources.files("kiosk.boot.demo").joinpath("site.toml").read_bytes())
    return slip_content(
        profile, language, date(2026, 11, 24), digits=digits(seed), code5=random.Random(seed).randbytes(5), demo=True
    )
