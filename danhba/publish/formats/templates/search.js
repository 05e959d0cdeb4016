// The search: folds what is typed by the tables of KNOWS, ranks every unit. No words of its own, no page: add units, ask.
// Order (lower is better): the whole name, the name without its type, its beginning, words inside it, with its district, in any order,
// typed together, initials; a match inside a word last. Letters that differ are suggestions, below all of these.
var LETTER={},PROVINCE=[],LEVEL=[],BEFORE=[],KINDS=[],FILL={};
KNOWS.letters.forEach(function(l){for(var i=0;i<l[2].length;i++)LETTER[l[2][i]]=[l[0],l[1],i?""+i:""]});
function has(o,k){return Object.prototype.hasOwnProperty.call(o,k)}
function fold(word){var b="",m="",t="";for(var i=0;i<word.length;i++){var c=word[i],l=LETTER[c];if(l){b+=l[0];m+=l[1];t+=l[2]}else{b+=c;m+=c}}return{b:b,m:m,t:t}}
function split(text){var low=text.normalize("NFC").toLowerCase().replace(/(^|[^\p{L}\p{N}])([tx])\.\s?([pxt])(?![\p{L}\p{N}])\.?/gu,"$1$2$3 ");return(low.match(/[\p{L}\p{N}]+/gu)||[]).map(function(w){return/^\d+$/.test(w)?w.replace(/^0+(?=\d)/,""):w})}
function folded(words){return words.map(fold)}
// Short types written out, P1 taken apart, a ward's number word and a roman number as digits: the rules of tokens_of in names.py.
function written(words){
 var out=[];
 words.forEach(function(w,i){
  var last=i===words.length-1,g,k;
  if(last&&i>0&&has(KNOWS.roman,w)){out.push(KNOWS.roman[w]);return}
  if(has(KNOWS.types,w)&&!last){out.push.apply(out,KNOWS.types[w].split(" "));return}
  for(k=0;k<KNOWS.glued.number.length;k++){g=KNOWS.glued.number[k];if(w.indexOf(g)===0&&/^\d{1,2}$/.test(w.slice(g.length))){out.push.apply(out,KNOWS.types[g].split(" "));out.push(w.slice(g.length).replace(/^0+(?=\d)/,""));return}}
  for(k=KNOWS.glued.name.length;k--;){g=KNOWS.glued.name[k];if(w.indexOf(g)===0&&w.length>g.length+1&&!/\d/.test(w)){out.push.apply(out,KNOWS.types[g].split(" "));out.push(w.slice(g.length));return}}
  out.push(w);
 });
 for(var i=0;i+1<out.length;i++)if(KNOWS.ward.indexOf(out[i])>=0&&has(KNOWS.numbers,out[i+1])&&(i+2===out.length||kindAt(folded(out),i+2)))out[i+1]=KNOWS.numbers[out[i+1]];
 return out;
}
function begins(words,phrase,at){if(at+phrase.length>words.length)return false;for(var i=0;i<phrase.length;i++){var w=words[at+i],p=phrase[i];if(w.b!==p.b||(w.m!==w.b||w.t)&&(w.m!==p.m||w.t!==p.t))return false}return true}
function kindAt(words,at){for(var i=0;i<KINDS.length;i++)if(begins(words,KINDS[i],at)&&words.length>at+KINDS[i].length)return KINDS[i].length;return 0}
KINDS=KNOWS.kinds.map(function(k){return folded(k.split(" "))});
BEFORE=KNOWS.before.map(function(k){return folded(k.split(" "))});
PROVINCE=folded(split(KNOWS.province));
LEVEL=folded(split(KNOWS.level));
KNOWS.fillers.forEach(function(w){FILL[fold(w).b]=1});
function bareOf(words){return words.map(function(w){return w.b}).join("")}
// Words are numbered: a key compares the typed words with each word once, however many units bear it.
var WORDS=[],NUMBER=Object.create(null),LABELS=[];
function numbered(words){return words.map(function(w){var k=w.m+"/"+w.t,n=NUMBER[k];if(n===undefined){n=NUMBER[k]=WORDS.length;WORDS.push(w)}return n})}
function label(unit,text,where,kind,place){
 var words=folded(written(split(text))),core=place?kindAt(words,0):0;
 if(!words.length)return;
 var full=words.filter(function(w){return!FILL[w.b]});
 LABELS.push({unit:unit,text:text,kind:kind,words:numbered(words),core:core,where:where,all:bareOf(words),name:core?bareOf(words.slice(core)):"",first:full.map(function(w){return w.b[0]}).join(""),full:place?null:numbered(full)});
}
// kind: 0 the name, 1 another name, 2 a former one.
var lastDistrict=null,district_words=null;
function add(unit,name,district,others){
 if(district!==lastDistrict){var d=folded(written(split(district))),at=kindAt(d,0);lastDistrict=district;district_words={words:numbered(d),all:bareOf(d),name:bareOf(d.slice(at))}}
 function put(text,kind){
  var words=folded(written(split(text)));
  var place=kindAt(words,0)>0;
  label(unit,text,district_words,kind,place);
  if(place)return;
  var inside=text.match(/\(([^)]*)\)/),short=text.replace(/\([^)]*\)/g," ");
  if(inside){label(unit,short,district_words,kind,false);label(unit,inside[1],district_words,kind||1,false)}
  var cut=withoutProvince(split(short));if(cut)label(unit,cut.join(" "),district_words,kind,false);
 }
 put(name,0);others.forEach(function(o){put(o[0],o[1])});
}
// Without the province's name and what it is at the end; null where nothing is left or nothing was there.
function withoutProvince(words){
 var f=folded(words),n=PROVINCE.length,cut=words.length;
 if(cut>n&&begins(f,PROVINCE,cut-n))cut-=n;
 if(cut>LEVEL.length&&begins(f.slice(0,cut),LEVEL,cut-LEVEL.length))cut-=LEVEL.length;
 return cut<words.length&&cut>0?words.slice(0,cut):null;
}
function withoutBefore(words){
 for(;;){var f=folded(words),hit=0;for(var i=0;i<BEFORE.length&&!hit;i++)if(words.length>BEFORE[i].length&&begins(f,BEFORE[i],0))hit=BEFORE[i].length;if(!hit)return words;words=words.slice(hit)}
}
// What the typed text may mean: as it stands, short words written out, without what stands before a name, without the province.
function variants(text){
 var raw=split(text),out=[],seen={};
 function put(words,cost){if(!words||!words.length)return;var k=words.join(" ");if(has(seen,k))return;seen[k]=1;out.push({words:folded(words),cost:cost})}
 var full=written(raw);put(raw,0);put(full,0);
 var bare=withoutBefore(full),rawBare=withoutBefore(raw);put(bare,1);put(written(rawBare),1);
 [full,bare].forEach(function(w,i){var c=withoutProvince(w);put(c,1+i);if(c)put(withoutBefore(c),2)});
 // A place of that name and another type stands below those that begin so.
 var n=kindAt(folded(bare),0);if(n)out.push({words:folded(bare.slice(n)),cost:45,strict:true});
 return out;
}
var WHOLE=1,BEGIN=2,INSIDE=3,OTHER=8;  // how a word answers a typed one; OTHER: with other marks than those typed
function answers(words){
 var marked=words.some(function(w){return w.m!==w.b||w.t});
 return words.map(function(q){
  var out=new Uint8Array(WORDS.length),digits=/^\d+$/.test(q.b);
  for(var i=0;i<WORDS.length;i++){var w=WORDS[i],at=w.b.indexOf(q.b);if(at<0)continue;
   if(at>0){if(q.b.length>1&&!digits)out[i]=INSIDE;continue}
   var whole=w.b.length===q.b.length;if(digits&&!whole)continue;
   var same=!marked||(whole?w.m===q.m&&w.t===q.t:w.m.indexOf(q.m)===0&&(!q.t||q.t===w.t));
   out[i]=(whole?WHOLE:BEGIN)|(same?0:OTHER);
  }
  return out;
 });
}
// The rest of the typed words, in order, among those of the district or of a name.
function inWhere(table,from,where){var at=0,cost=0;for(var k=from;k<table.length;k++){for(;at<where.words.length;at++){var v=table[k][where.words[at]]&7;if(v===WHOLE||v===BEGIN)break}if(at===where.words.length)return-1;if(table[k][where.words[at]]&OTHER)cost=OTHER;at++}return cost}
// The best way a label answers: lower is better, 1e9 none.
function rank(q,l){
 var table=q.table,n=table.length,words=l.words,where=l.where,best=1e9,s,k,v,other,whole,score;
 for(s=0;s<words.length;s++){
  v=table[0][words[s]]&7;if(v!==WHOLE&&v!==BEGIN)continue;
  other=0;whole=true;
  for(k=0;k<n&&s+k<words.length;k++){v=table[k][words[s+k]];if((v&7)!==WHOLE&&(v&7)!==BEGIN)break;if(v&OTHER)other++;if((v&7)!==WHOLE)whole=false}
  var end=s+k===words.length,start=s===0||s===l.core;
  if(k<n){if(!start||!whole)continue;v=inWhere(table,k,where);if(v<0)continue;if(v)other++;score=end?(s===0?2:12):50}
  else if(end&&whole&&start)score=s===0?0:10;
  else score=s===0?20:start?30:40;
  if(other)score+=24+other;
  if(score<best)best=score;
 }
 if(q.strict)return best<20&&l.core?best+l.kind:1e9;
 if(best<60)return best+l.kind;
 for(s=0;s<2;s++){v=q.bare;if(s?l.name:l.all){var t=s?l.name:l.all;if(t.indexOf(v)===0&&v.length>2)best=Math.min(best,(t.length===v.length?15:t.indexOf(v)===0?72:1e9)+q.other);else if(v.indexOf(t)===0&&where.all&&v.length>t.length+1&&(where.all.indexOf(v.slice(t.length))===0||where.name.indexOf(v.slice(t.length))===0))best=Math.min(best,56)}}
 if(best>54&&l.full){if(spells(q,l.full,0))best=Math.min(best,n===1&&q.bare.length===l.full.length?16:36);else if(q.bare.length>2)for(s=1;s<l.full.length-1;s++)if(spells(q,l.full,s)){best=Math.min(best,46);break}}
 if(best>74&&!l.full&&q.bare.length>2&&l.first===q.bare)best=74;
 if(best>60&&where.words.length){v=inWhere(table,0,where);if(v>=0)best=Math.min(best,60+(v?3:0))}
 if(best>62){v=inWhere(table,0,l);if(v>=0)best=62+(v?2:0)}
 if(best>65)best=Math.min(best,anyOrder(table,l));
 return best+l.kind;
}
// Each typed word at a word of its own, in any order; words of one name in another order are a suggestion only.
function anyOrder(table,l){
 var all=l.words.concat(l.where.words),used={},inName=0,other=0,inside=0;
 for(var k=0;k<table.length;k++){var pick=-1,how=9;
  for(var i=0;i<all.length;i++){if(used[i])continue;var v=table[k][all[i]];if(!v)continue;var c=(v&7)*2+(v&OTHER?1:0);if(c<how){how=c;pick=i}}
  if(pick<0)return 1e9;used[pick]=1;if(pick<l.words.length)inName++;if(how&1)other++;if(how>=6)inside++}
 if(inside)return 80+inside;
 return(inName===table.length?100:65)+other;
}
// Tokens spell words from one on: whole or begun words, and runs of initials: sở gd&đt, VPUBND.
function spells(q,full,from){
 function walk(i,j){
  if(i===q.words.length)return true;if(j>=full.length)return false;
  var w=q.words[i];if(FILL[w.b])return walk(i+1,j);
  var v=q.table[i][full[j]]&7;if((v===WHOLE||v===BEGIN)&&walk(i+1,j+1))return true;
  if(w.b.length<2||j+w.b.length>full.length)return false;
  for(var k=0;k<w.b.length;k++)if(WORDS[full[j+k]].b[0]!==w.b[k])return false;
  return walk(i+1,j+w.b.length);
 }
 return walk(0,from);
}
// Letters to change, add, leave out or exchange between a and b, or the beginning of b; above `most`: most + 1.
function apart(a,b,most,begun){
 if(!begun&&Math.abs(a.length-b.length)>most||b.length<a.length-most)return most+1;
 var n=Math.min(b.length,a.length+most),two=null,one=[],row,i,j,low;for(j=0;j<=n;j++)one[j]=j;
 for(i=1;i<=a.length;i++){row=[i];low=i;
  for(j=1;j<=n;j++){var d=Math.min(one[j]+1,row[j-1]+1,one[j-1]+(a[i-1]===b[j-1]?0:1));if(two&&j>1&&a[i-1]===b[j-2]&&a[i-2]===b[j-1])d=Math.min(d,two[j-2]+1);row[j]=d;if(d<low)low=d}
  if(low>most)return most+1;two=one;one=row}
 if(!begun)return n===b.length?one[n]:most+1;
 return Math.min.apply(null,one);
}
function near(qs,taken){
 var found=new Map();
 function put(l,score){if(!taken.has(l.unit)&&!(found.get(l.unit)<=score))found.set(l.unit,score)}
 qs.forEach(function(q){
  if(q.bare.length<4)return;
  var most=q.bare.length<9?1:2,kind=kindAt(q.words,0),core=kind?bareOf(q.words.slice(kind)):"",digits=(q.bare.match(/\d+/g)||[]).join();
  LABELS.forEach(function(l){
   if(digits!==(l.all.match(/\d+/g)||[]).join())return;
   var d=apart(q.bare,l.all,most,false);if(d<=most)put(l,200+d*20+l.kind);
   if(l.name){d=apart(q.bare,l.name,most,false);if(d<=most)put(l,204+d*20+l.kind);if(l.where.all){d=Math.min(apart(q.bare,l.all+l.where.name,most,false),apart(q.bare,l.name+l.where.name,most,false),apart(q.bare,l.all+l.where.all,most,false));if(d<=most)put(l,206+d*20+l.kind)}}
   if(core.length>3&&l.name){d=apart(core,l.name,1,false);if(d<=1)put(l,210+d*20+l.kind)}
   if(q.bare.length>4){d=apart(q.bare,l.all,most,true);if(d<=most)put(l,215+d*20+l.kind);if(l.name){d=apart(q.bare,l.name,most,true);if(d<=most)put(l,216+d*20+l.kind)}}
  });
 });
 return found;
}
// Names that stand whole in what was typed: the police of a commune has the commune in it.
function within(qs,found){
 var q=qs[0],text=" "+q.words.map(function(w){return w.b}).join(" ")+" ";
 LABELS.forEach(function(l){if(l.words.length<2)return;var name=" "+l.words.slice(l.words.length-l.core>1?l.core:0).map(function(n){return WORDS[n].b}).join(" ")+" ";if(text.indexOf(name)>=0&&!(found.get(l.unit)<=300-name.length))found.set(l.unit,300-name.length)});
}
function ordered(scores){return Array.from(scores.entries()).sort(function(x,y){return x[1]-y[1]||x[0]-y[0]}).map(function(e){return e[0]})}
// Returns {hits: units best first, near: units that may be meant, by: unit → the label that answered best}.
function ask(text){
 var qs=variants(text).map(function(v){v.table=answers(v.words);v.bare=bareOf(v.words);v.other=0;return v}),scores=new Map(),turned=new Map(),by=new Map();
 if(!qs.length)return{hits:[],near:[],by:by};
 // Where the words answer as they stand, those left when "UBND" is taken away answer with whole names only.
 var asIs=false,top=1e9,found=[];
 for(var i=0;i<LABELS.length;i++){var l=LABELS[i];
  for(var k=0;k<qs.length;k++){var s=rank(qs[k],l);if(s<1e8){found.push([s+qs[k].cost,l,k]);if(!qs[k].cost&&s<60)asIs=true;top=Math.min(top,s+qs[k].cost)}}
 }
 found.forEach(function(f){
  if(asIs&&f[0]>=20&&qs[f[2]].cost&&!qs[f[2]].strict)return;
  var u=f[1].unit,to=f[0]>=100?turned:scores;
  if(!(to.get(u)<=f[0])){to.set(u,f[0]);if(to===scores)by.set(u,f[1])}
 });
 var hits=ordered(scores),other=[];
 if(hits.length<5&&top>=20){var likely=near(qs,scores);turned.forEach(function(s,u){if(!scores.has(u)&&!(likely.get(u)<=s+130))likely.set(u,s+130)});if(!hits.length&&!likely.size)within(qs,likely);other=ordered(likely).slice(0,5)}
 return{hits:hits,near:other,by:by};
}
