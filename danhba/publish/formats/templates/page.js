// The page: reads its own list, shows what the search found, folds the districts, copies and reports a number.
var D=document,root=D.documentElement,box=D.getElementById("tim"),all=D.getElementById("tat-ca"),out=D.getElementById("ket-qua"),say=D.getElementById("dem"),MOST=30,UNITS=[],lines=[],read=0,list=null,where="",timer=0;
root.className="js";
box.form.addEventListener("submit",function(e){e.preventDefault();if(out.firstChild)box.blur()});
var folds=all.querySelectorAll("details");
function fold_all(open){for(var i=0;i<folds.length;i++)folds[i].open=open}
fold_all(false);
addEventListener("beforeprint",function(){fold_all(true)});addEventListener("afterprint",function(){fold_all(false)});
function to_hash(){var t=location.hash.slice(1),s=t&&D.getElementById(t);if(s&&s.tagName==="SUMMARY"){s.parentNode.open=true;s.scrollIntoView()}}
addEventListener("hashchange",to_hash);
lines=all.querySelectorAll(".l>li");
var OTHERS={};KNOWS.names.forEach(function(n){(OTHERS[n[0]]=OTHERS[n[0]]||[]).push([n[1],n[2]?2:1])});
function lower(s){return s.charAt(0).toLowerCase()+s.slice(1)}
// Reads up to a line; the rest while nothing is typed.
function read_to(end){
 for(;read<end;read++){
  var li=lines[read],a=null,s=null;
  if(li.parentNode!==list){list=li.parentNode;var h=list.previousElementSibling.querySelector("h3");where=h?lower(h.textContent):""}
  for(var e=li.firstElementChild;e;e=e.nextElementSibling)if(e.tagName==="A")a=e;else if(e.tagName==="SMALL")s=e;
  var i=s&&!a?s.querySelector("a"):null,name=(li.firstChild.firstChild||li.firstChild).nodeValue.trim();
  UNITS.push({name:name,where:where,dial:a?a.getAttribute("href"):"",shown:a?a.textContent:"",digits:a?a.textContent.replace(/\D/g,""):"",beside:a&&s?s.textContent:"",instead:i?i.previousSibling.nodeValue.replace(/^.*; gọi /,"").trim():"",call:i?i.getAttribute("href"):"",called:i?i.textContent:""});
  add(read,name,where,OTHERS[read]||[]);
 }
 if(end===lines.length&&UNITS.length===end)KNOWS.gone.forEach(function(g){UNITS.push({name:g[0],where:"",dial:"",shown:"",digits:"",beside:"",gone:(g[1]||"không còn")+(g[2]?" từ năm "+g[2]:""),instead:"",call:"",called:""});add(UNITS.length-1,g[0],"",[])});
}
(function some(){read_to(Math.min(read+400,lines.length));if(read<lines.length)setTimeout(some,0);else if(box.value.trim())show()})();
// Units whose number begins with what was typed, and those in whose number it stands; null where no number was typed.
function numbers(text){
 var digits=text.replace(/\D/g,"").replace(/^84(?=\d{3})/,"0"),found=[];
 if(digits.length<3||!/^[\d\s.+()\-]+$/.test(text))return null;
 UNITS.forEach(function(u,i){var at=u.digits.indexOf(digits);if(at<0&&digits[0]==="0")at=u.digits.indexOf(digits.slice(1))>=0?9:-1;if(at>=0)found.push([at?1:0,i])});
 return[0,1].map(function(inside){return found.filter(function(f){return f[0]===inside}).map(function(f){return f[1]})});
}
function el(tag,text,attrs,to){var e=D.createElement(tag);if(text!=null)e.textContent=text;for(var k in attrs||{})e.setAttribute(k,attrs[k]);if(to)to.appendChild(e);return e}
function call(to,words,number,href,who,kind){var a=el("a",null,{href:href,"class":kind,"aria-label":"Gọi "+who+", số "+number},to);el("span",words,null,a);el("span",number,{"class":"n"},a)}
function card(k,by,list){
 var u=UNITS[k],li=el("li",null,null,list),label=by&&by.get(k),full=u.name+(u.where?", "+u.where:"");
 el("h2",u.name,null,li);if(u.where)el("p",u.where,{"class":"small where"},li);
 if(label&&label.kind===2)el("p","“"+label.text+"” nay là "+u.name,{"class":"small"},li);
 if(u.dial){var parts=u.shown.split(" máy lẻ ");call(li,"Gọi",parts[0],u.dial,full+(parts[1]?", máy lẻ "+parts[1]:""),"call");if(parts[1])el("p","Gọi xong bấm máy lẻ "+parts[1],{"class":"small"},li);if(u.beside)el("p",u.beside,{"class":"small"},li);
  var p=el("p",null,null,li);el("button","Chép số",{type:"button","data-k":k,"aria-label":"Chép số của "+full},p);el("button","Báo số sai",{type:"button","data-b":k,"aria-label":"Báo số sai của "+full},p);return}
 el("p",u.gone?"Đơn vị này "+u.gone+".":"Đơn vị này chưa có số được công bố.",{"class":"small none"},li);
 if(u.call)call(li,"Gọi "+u.instead,u.called,u.call,u.instead,"call other");
 if(HELP)call(li,"Gọi tổng đài",HELP,"tel:"+HELP,"tổng đài","call other");
}
function show(){
 var text=box.value.trim();out.textContent="";root.className=text?"js busy":"js";
 out.hidden=!text;all.hidden=!!text;
 if(!text){tell("");return}
 var got=ask(text),found=numbers(text);
 if(found){got.hits=Array.from(new Set(found[0].concat(got.hits,found[1])));if(got.hits.length)got.near=[]}
 var n=Math.min(got.hits.length,MOST);
 if(n){var list=el("ul",null,{"class":"found"},out);for(var k=0;k<n;k++)card(got.hits[k],got.by,list)}
 if(got.near.length){el("p","Có thể bạn tìm:",{"class":"near"},out);var more=el("ul",null,{"class":"found"},out);got.near.forEach(function(k){card(k,null,more)})}
 tell(got.hits.length>n?n+" kết quả đầu trong "+got.hits.length+"; gõ thêm để thu hẹp":got.hits.length?got.hits.length+" kết quả":got.near.length?"Không có đơn vị nào tên đúng như vậy":"Không thấy đơn vị nào; thử gõ ngắn hơn"+(HELP?", hoặc gọi "+HELP:""));
}
function tell(text){clearTimeout(timer);timer=setTimeout(function(){say.textContent=text},text?250:0)}
out.addEventListener("click",function(e){var b=e.target.closest("button");if(!b)return;
 if(b.dataset.k){var u=UNITS[+b.dataset.k],done=function(){b.textContent="Đã chép";tell("Đã chép "+u.shown)};
  if(navigator.clipboard&&window.isSecureContext)navigator.clipboard.writeText(u.shown).then(done,function(){old(u.shown);done()});else{old(u.shown);done()}}
 else{u=UNITS[+b.dataset.b];var full=u.name+(u.where?", "+u.where:""),p=D.getElementById("bao-gi"),body="Công bố "+PUB+"\nĐơn vị: "+full+"\nSố sai: "+u.shown+"\nSai thế nào: ";
  p.textContent="Báo số "+u.shown+" của "+full+" sai: ";
  if(TO){el("a","gửi thư",{href:"mailto:"+TO+"?subject="+encodeURIComponent("Báo số đường dây nóng sai: "+full)+"&body="+encodeURIComponent(body)},p);if(HELP)p.appendChild(D.createTextNode(" hoặc "))}
  if(HELP)el("a","gọi "+HELP,{href:"tel:"+HELP},p);else if(!TO)p.appendChild(D.createTextNode("báo cho "+WHO));
  p.appendChild(D.createTextNode(", nói rõ mã công bố "+PUB+"."));var s=D.getElementById("bao-sai");s.tabIndex=-1;s.focus();s.scrollIntoView()}
});
function old(text){var a=el("textarea",text,null,D.body);a.select();try{D.execCommand("copy")}catch(e){}a.remove()}
box.addEventListener("input",show);
if(location.hash.indexOf("#tim=")===0){box.value=decodeURIComponent(location.hash.slice(5));show()}else to_hash();
