/**
 * Well-known phrases that lists of guesses contain: from articles about passwords, films, songs,
 * prayers, proverbs, first lines and typing exercises. Without this list the estimate rates such a
 * phrase as several independent words.
 */
const PHRASES = `
correct horse battery staple
correct staple battery horse
correct battery horse staple
horse battery staple correct
horse correct battery staple
battery horse staple correct
battery staple horse correct
battery staple correct horse
staple battery horse correct
staple horse battery correct
troubador and three
my voice is my passport
my voice is my passport verify me
open sesame
abracadabra
this is my password
this is not my password
this is a secure password
this is a strong password
this is a long password
this is a very long password
my password is password
my secret password
i forgot my password
the password is password
please let me in
let me in please
change me please
do not change this password
never tell your password
my dog has fleas
the quick brown fox jumps over the lazy dog
the quick brown fox jumped over the lazy dog
the quick brown fox
pack my box with five dozen liquor jugs
sphinx of black quartz judge my vow
lorem ipsum dolor sit amet
lorem ipsum dolor sit amet consectetur adipiscing elit
now is the time for all good men to come to the aid of their country
all work and no play makes jack a dull boy
hello world hello world
may the force be with you
luke i am your father
i am your father
these are not the droids you are looking for
these arent the droids youre looking for
do or do not there is no try
a long time ago in a galaxy far far away
live long and prosper
beam me up scotty
to infinity and beyond
ill be back
hasta la vista baby
my precious
you shall not pass
one ring to rule them all
not all those who wander are lost
winter is coming
winter is coming soon
a lannister always pays his debts
valar morghulis
you know nothing jon snow
i solemnly swear that i am up to no good
mischief managed
expecto patronum
avada kedavra
wingardium leviosa
heres looking at you kid
frankly my dear i dont give a damn
i love the smell of napalm in the morning
may the odds be ever in your favor
houston we have a problem
one small step for man
one small step for a man one giant leap for mankind
i have a dream
yes we can
in god we trust
we the people of the united states
we hold these truths to be self evident
four score and seven years ago
ask not what your country can do for you
to be or not to be
to be or not to be that is the question
romeo romeo wherefore art thou romeo
all the worlds a stage
it was the best of times it was the worst of times
call me ishmael
once upon a time
happily ever after
in the beginning
in the beginning god created the heaven and the earth
in the beginning god created the heavens and the earth
for god so loved the world
the lord is my shepherd
the lord is my shepherd i shall not want
our father who art in heaven
hallowed be thy name
i can do all things through christ
jesus is my savior
jesus is lord jesus is lord
god is good all the time
jesus loves me this i know
twinkle twinkle little star
twinkle twinkle little star how i wonder what you are
mary had a little lamb
humpty dumpty sat on a wall
row row row your boat
row row row your boat gently down the stream
happy birthday to you
we wish you a merry christmas
jingle bells jingle bells
let it be let it be
all you need is love
we all live in a yellow submarine
stairway to heaven
never gonna give you up
never gonna give you up never gonna let you down
is this the real life is this just fantasy
dont stop believing
we will rock you
we are the champions
another brick in the wall
sweet home alabama
hotel california
smoke on the water
i will always love you
i love you so much
i love you very much
i love you forever
i love my family
i love my husband
i love my wife and kids
i love my mom and dad
love you to the moon and back
live laugh love
an apple a day keeps the doctor away
a penny saved is a penny earned
actions speak louder than words
the early bird catches the worm
the early bird gets the worm
practice makes perfect
time is money time is money
better late than never
when life gives you lemons make lemonade
whats in your wallet
just do it just do it
the cake is a lie
all your base are belong to us
the answer is forty two
life the universe and everything
dont panic dont panic
so long and thanks for all the fish
it is dangerous to go alone
winner winner chicken dinner
up up down down left right left right b a start
one two three four five
one two three four five six seven eight
one two three four five six seven eight nine ten
a b c d e f g h i j k l m n o p
monday tuesday wednesday thursday friday
january february march april
red orange yellow green blue
en un lugar de la mancha
en un lugar de la mancha de cuyo nombre no quiero acordarme
a quien madruga dios le ayuda
mas vale pajaro en mano que ciento volando
mas vale tarde que nunca
mas vale prevenir que curar
no por mucho madrugar amanece mas temprano
camaron que se duerme se lo lleva la corriente
al mal tiempo buena cara
ojos que no ven corazon que no siente
dime con quien andas y te dire quien eres
el que busca encuentra
en boca cerrada no entran moscas
de tal palo tal astilla
hasta el infinito y mas alla
que la fuerza te acompane
yo soy tu padre
luke yo soy tu padre
ser o no ser
ser o no ser esa es la cuestion
padre nuestro que estas en el cielo
padre nuestro que estas en los cielos
dios te salve maria
dios te salve maria llena eres de gracia
el senor es mi pastor
el senor es mi pastor nada me faltara
en el nombre del padre del hijo
cumpleanos feliz cumpleanos feliz
noche de paz noche de amor
feliz navidad feliz navidad
los pollitos dicen pio pio pio
despacito despacito
cielito lindo cielito lindo
ay ay ay ay canta y no llores
la cucaracha la cucaracha
y viva espana
hala madrid hala madrid
visca el barca visca el barca
te quiero mucho te quiero mucho
te quiero mucho mi amor
te amo mucho mi amor
te amo con todo mi corazon
mi contrasena secreta
esta es mi contrasena
mi contrasena es contrasena
no me acuerdo de la contrasena
se me olvido la contrasena
abrete sesamo
erase una vez
colorin colorado este cuento se ha acabado
puedo escribir los versos mas tristes esta noche
verde que te quiero verde
caminante no hay camino se hace camino al andar
el veloz murcielago hindu comia feliz cardillo y kiwi
caballo correcto bateria grapa
uno dos tres cuatro cinco
uno dos tres cuatro cinco seis siete ocho
lunes martes miercoles jueves viernes
`;

/** The phrases in lower case, without spaces. */
export const WELL_KNOWN_PHRASES: readonly string[] = PHRASES.split('\n')
  .map((phrase) => phrase.replaceAll(' ', ''))
  .filter((phrase) => phrase !== '');
